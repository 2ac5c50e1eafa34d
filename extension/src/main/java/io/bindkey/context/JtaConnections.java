// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.bindkey.commit.XaBranch;
import io.bindkey.database.DatabaseAnswer;
import io.bindkey.database.HeldConnection;
import io.bindkey.database.PoolTransactions;
import io.bindkey.message.Secrets;
import io.bindkey.message.TransactionFailures;
import io.bindkey.reading.Apart;
import io.bindkey.transaction.PendingCommits;
import io.bindkey.transaction.TransactionServices;
import io.bindkey.unit.Recovery;
import io.bindkey.unit.Unit;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import java.sql.SQLException;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/**
 * Lets a bind's pool take part in JTA transactions: one connection for each transaction. An XA connection is enlisted
 * at once, a one-phase connection only when it is written to.
 */
final class JtaConnections implements PoolTransactions {

    /** The connection has failed: the state of the standard for what has no other. */
    private static final String LOST = "08006";

    private final JtaTransactions transactions;
    private final TransactionServices services;
    private final Recovery recovery;
    private final Apart apart;
    private final Unit unit;

    JtaConnections(
            JtaTransactions transactions, TransactionServices services, Recovery recovery, Apart apart, Unit unit) {
        this.transactions = transactions;
        this.services = services;
        this.recovery = recovery;
        this.apart = apart;
        this.unit = unit;
    }

    @Override
    public @Nullable HeldConnection current() throws SQLException {
        if (apart.isTaking()) {
            return null;
        }
        if (transactions.isActive()) {
            JtaTransaction transaction = transactions.ifTouched();
            return transaction == null ? null : transaction.branches().connection(unit);
        }
        if (transactions.wasRolledBack()) {
            throw TransactionFailures.connectionAfterRollback(unit.key());
        }
        return null;
    }

    @Override
    public void associate(HeldConnection connection, @Nullable XAResource xaResource) throws SQLException {
        if (apart.isTaking()) {
            connection.transactionCheckCallback(() -> false);
            return;
        }
        if (!services.inTransaction()) {
            // Taken outside of a transaction, it must not be used inside one: the pool asks before each use.
            connection.transactionCheckCallback(services::inTransaction);
            return;
        }
        JtaTransaction transaction = transactions.current();
        connection.transactionCheckCallback(transaction::isOpen);
        if (transaction.branches().connection(unit) == null) {
            join(transaction, connection, xaResource);
        }
        connection.transactionStart();
    }

    private void join(JtaTransaction transaction, HeldConnection connection, @Nullable XAResource xaResource)
            throws SQLException {
        if (xaResource == null || services.isMarked()) {
            // Managers refuse new branches of what is marked, and one phase is enough to roll back.
            keep(transaction, connection, null);
            return;
        }
        XaBranch branch = new XaBranch(
                unit,
                PendingCommits.of(services.registry()),
                connection,
                xaResource,
                (xid, commit) -> recovery.untold(unit, xid, commit));
        try {
            enlist(branch);
            keep(transaction, connection, branch);
        } catch (SQLException e) {
            if (branch.failure().isPresent()) {
                // The pool would take it back as it is, and never find it in the state in which it takes connections
                // back.
                connection.transactionEnd();
            }
            throw e;
        }
    }

    private void keep(JtaTransaction transaction, HeldConnection connection, @Nullable XaBranch branch)
            throws SQLException {
        if (!transaction.keep(unit, connection, branch)) {
            throw TransactionFailures.connectionAfterRollback(unit.key());
        }
    }

    private void enlist(XaBranch branch) throws SQLException {
        try {
            if (!services.manager().getTransaction().enlistResource(recovery.named(unit, branch))) {
                throw new SystemException("the transaction manager declines it");
            }
        } catch (RollbackException | SystemException e) {
            // Managers tell nothing of what the branch has told them.
            throw declined(branch.failure().isPresent() ? branch.failure().get() : e);
        }
    }

    private SQLException declined(Exception cause) {
        String state =
                DatabaseAnswer.behind(cause).map(SQLException::getSQLState).orElse(null);
        boolean lost = cause instanceof XAException failure && failure.errorCode == XAException.XAER_RMFAIL;
        return TransactionFailures.xaDeclined(
                unit.key(),
                Secrets.reason(cause, unit.settings().passwords()),
                state == null && lost ? LOST : state,
                cause);
    }
}
