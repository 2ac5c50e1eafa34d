// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.bindkey.database.PoolTransactions;
import io.bindkey.message.TransactionFailures;
import io.bindkey.reading.Apart;
import io.bindkey.reading.ReadOnlyScopes;
import io.bindkey.unit.TransactionHooks;
import io.bindkey.unit.Unit;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Synchronization;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/** Finds the transaction in force that a bind's connection is for. Safe for use by several threads. */
final class ConnectionHooks implements TransactionHooks {

    private final JtaTransactions jta;
    private final LocalTransactions localTransactions;
    private final CurrentRequest currentRequest;
    private final ReadOnlyScopes readOnly;
    private final Apart apart;

    ConnectionHooks(
            JtaTransactions jta,
            LocalTransactions localTransactions,
            CurrentRequest currentRequest,
            ReadOnlyScopes readOnly,
            Apart apart) {
        this.jta = jta;
        this.localTransactions = localTransactions;
        this.currentRequest = currentRequest;
        this.readOnly = readOnly;
        this.apart = apart;
    }

    @Override
    public boolean inTransaction(Unit unit) {
        return unit.transaction().usesTransactionManager() ? jta.isActive() : localTransactions.with(unit) != null;
    }

    @Override
    public boolean begins(Unit unit) {
        LocalTransactions.Begun begunHere = localTransactions.with(unit);
        return begunHere != null && begunHere.isBeginning();
    }

    @Override
    public Connection takeApart(DataSource pool) throws SQLException {
        return apart.take(pool::getConnection);
    }

    @Override
    public boolean mayOnlyRead() {
        return readOnly.areActive();
    }

    @Override
    public PoolTransactions pool(Unit unit) {
        return unit.transaction().usesTransactionManager() ? jta.pool(unit) : PoolTransactions.NONE;
    }

    @Override
    public Runnable writeCheck(Unit unit, Connection connection) {
        if (unit.transaction().usesTransactionManager()) {
            jta.use(unit);
            return () -> beforeWrite(unit);
        }
        LocalTransactions.Begun begunHere = localTransactions.with(unit);
        if (begunHere != null) {
            return begunHere.writeCheck(unit, connection);
        }
        RequestContext request = currentRequest.inForceIfActive();
        return request == null ? () -> {} : request.transaction().writeCheck(unit, connection);
    }

    @Override
    public boolean takes(Synchronization ofProvider) {
        return jta.takes(ofProvider);
    }

    @Override
    public void beforeWrite(Unit unit) {
        if (jta.isActive()) {
            jta.current().branches().beforeWrite(unit);
        }
    }

    @Override
    public void beforeOwnWrite(Unit unit) {
        RequestContext request = currentRequest.ifTouched();
        if (request != null && request.rollsBack()) {
            throw TransactionFailures.wouldStay(unit.key());
        }
    }

    @Override
    public Optional<EntityManager> local(Unit unit) {
        return Optional.ofNullable(localTransactions.with(unit))
                .flatMap(transaction -> transaction.entityManager(unit));
    }

    @Override
    public SQLException declined(Unit unit, SQLException failure) {
        return jta.declined(unit, failure);
    }
}
