// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.agroal.api.transaction.TransactionAware;
import io.agroal.api.transaction.TransactionIntegration;
import io.bindkey.message.Secrets;
import io.bindkey.message.TransactionFailures;
import io.bindkey.unit.PendingCommits;
import io.bindkey.unit.TransactionServices;
import io.bindkey.unit.Unit;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import java.sql.SQLException;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/**
 * Lets a bind's pool take part in JTA transactions: one connection for each transaction. An XA connection is enlisted
 * at once, a one-phase connection only when it is written to.
 */
final class PoolIntegration implements TransactionIntegration {

    private final JtaTransactions transactions;
    private final TransactionServices services;
    private final Unit unit;

    PoolIntegration(JtaTransactions transactions, TransactionServices services, Unit unit) {
        this.transactions = transactions;
        this.services = services;
        this.unit = unit;
    }

    @Override
    public @Nullable TransactionAware getTransactionAware() throws SQLException {
        if (services.inTransaction()) {
            JtaTransaction transaction = transactions.ifTouched();
            return transaction == null ? null : transaction.connection(unit);
        }
        if (services.status() == Status.STATUS_ROLLEDBACK) {
            throw TransactionFailures.connectionAfterRollback(unit.key());
        }
        return null;
    }

    @Override
    public void associate(TransactionAware connection, @Nullable XAResource xaResource) throws SQLException {
        if (!services.inTransaction()) {
            // Taken outside of a transaction, it must not be used inside one: the pool asks before each use.
            connection.transactionCheckCallback(services::inTransaction);
            return;
        }
        JtaTransaction transaction = transactions.current();
        connection.transactionCheckCallback(transaction::isOpen);
        if (transaction.connection(unit) == null) {
            join(transaction, connection, xaResource);
        }
        connection.transactionStart();
    }

    private void join(JtaTransaction transaction, TransactionAware connection, @Nullable XAResource xaResource)
            throws SQLException {
        if (xaResource == null) {
            keep(transaction, connection, null);
            return;
        }
        XaBranch branch = new XaBranch(unit, PendingCommits.of(services.registry()), connection, xaResource);
        try {
            enlist(transactions.named(unit, branch));
            keep(transaction, connection, branch);
        } catch (SQLException e) {
            if (branch.isBroken()) {
                // The pool would take it back as it is, and never find it in the state in which it takes connections
                // back.
                connection.transactionEnd();
            }
            throw e;
        }
    }

    private void keep(JtaTransaction transaction, TransactionAware connection, @Nullable XaBranch branch)
            throws SQLException {
        if (!transaction.keep(unit, connection, branch)) {
            throw TransactionFailures.connectionAfterRollback(unit.key());
        }
    }

    private void enlist(XAResource branch) throws SQLException {
        try {
            if (!services.manager().getTransaction().enlistResource(branch)) {
                throw new SystemException("the transaction manager declines it");
            }
        } catch (RollbackException | SystemException e) {
            throw TransactionFailures.xaDeclined(
                    unit.key(), Secrets.reason(e, unit.settings().passwords()), e);
        }
    }

    @Override
    public boolean disassociate(TransactionAware connection) {
        // The end of the transaction gives it back, not the closing of a handle.
        return true;
    }

    @Override
    public void addResourceRecoveryFactory(ResourceRecoveryFactory factory) {
        // Only XA pools have one, and recovery gets that before it would come here.
    }

    @Override
    public void removeResourceRecoveryFactory(ResourceRecoveryFactory factory) {
        // See above.
    }
}
