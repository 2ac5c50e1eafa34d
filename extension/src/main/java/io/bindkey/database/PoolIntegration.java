// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import io.agroal.api.transaction.TransactionAware;
import io.agroal.api.transaction.TransactionIntegration;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/** Stands between Agroal and the transactions, which do not know it; recovery gets to know an XA pool. */
final class PoolIntegration implements TransactionIntegration {

    private final PoolTransactions transactions;
    private final @Nullable PoolRecovery recovery;
    private final PoolCounts counts;
    private @Nullable RecoveryConnections connections;

    PoolIntegration(PoolTransactions transactions, @Nullable PoolRecovery recovery, PoolCounts counts) {
        this.transactions = transactions;
        this.recovery = recovery;
        this.counts = counts;
    }

    /** Agroal's connection under the name that the transactions have for it. */
    private record Held(TransactionAware pooled) implements HeldConnection {

        @Override
        public void transactionStart() throws SQLException {
            pooled.transactionStart();
        }

        @Override
        public void transactionBeforeCompletion(boolean successful) {
            pooled.transactionBeforeCompletion(successful);
        }

        @Override
        public void transactionCommit() throws SQLException {
            pooled.transactionCommit();
        }

        @Override
        public void transactionRollback() throws SQLException {
            pooled.transactionRollback();
        }

        @Override
        public void transactionEnd() throws SQLException {
            pooled.transactionEnd();
        }

        @Override
        public void transactionCheckCallback(BooleanSupplier usable) {
            pooled.transactionCheckCallback(usable::getAsBoolean);
        }

        @Override
        public void setFlushOnly() {
            pooled.setFlushOnly();
        }

        @Override
        public Connection getConnection() {
            return (Connection) pooled.getConnection();
        }
    }

    @Override
    public @Nullable TransactionAware getTransactionAware() throws SQLException {
        if (transactions.current() instanceof Held held) {
            counts.takeAgain();
            return held.pooled();
        }
        return null;
    }

    @Override
    public void associate(TransactionAware connection, @Nullable XAResource xaResource) throws SQLException {
        transactions.associate(new Held(connection), xaResource);
    }

    @Override
    public boolean disassociate(TransactionAware connection) {
        // The end of the transaction gives it back, not the closing of a handle.
        return true;
    }

    @Override
    public void addResourceRecoveryFactory(ResourceRecoveryFactory factory) {
        if (recovery != null) {
            RecoveryConnections made = factory::getRecoveryConnection;
            connections = made;
            recovery.opened(made);
        }
    }

    @Override
    public void removeResourceRecoveryFactory(ResourceRecoveryFactory factory) {
        if (recovery != null) {
            recovery.closed();
        }
    }

    /** {@return what makes connections for recovery; the pool is an XA pool, and open} */
    RecoveryConnections recoveryConnections() {
        return Objects.requireNonNull(connections);
    }
}
