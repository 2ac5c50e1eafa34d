// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.database.Product;
import io.bindkey.database.ReadingConnection;
import io.bindkey.database.StatementWatch;
import io.bindkey.database.WriteCheck;
import io.bindkey.database.WriteChecks;
import io.bindkey.replica.Replicas;
import io.bindkey.replica.WrittenSoFar;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Where what only reads gets its connections: from a replica, where the bind has some and one is good enough, else from the
 * bind's own database. Safe for use by several threads.
 *
 * @param primary gives connections to the bind's own database, in which no transaction has a part if the pool is ours
 * @param ownsPool whether it is
 * @param madeForReading whether the bind is for reading only
 * @param watch sees the statements
 * @param replicas null where there are none
 */
record ReadingSource(
        WrittenSoFar.Connections primary,
        Product product,
        boolean ownsPool,
        boolean madeForReading,
        StatementWatch watch,
        @Nullable Replicas replicas) {

    /** {@return a connection for a reader who has a position from elsewhere} */
    ReadingConnection connect(Optional<String> bookmark) throws SQLException {
        Connection replica = replicas == null ? null : replicas.take(bookmark);
        if (replica != null) {
            return ReadingConnection.toReplica(replica, product, watch);
        }
        return ownsPool
                ? ReadingConnection.begin(primary.take(), product, madeForReading, watch)
                : ReadingConnection.asItIs(primary.take(), product, watch);
    }

    /** To be called when a transaction that has used the bind has ended, and may have committed. */
    void committed() {
        if (replicas != null && replicas.followCommits()) {
            if (ownsPool) {
                replicas.written().committed();
            } else {
                // A container may not give a connection at the end of a transaction.
                replicas.written().committedSomehow();
            }
        }
    }

    /**
     * {@return the same checks; what passes them outside of our transactions is told to those who read}
     *
     * @param inTransaction whether the calling thread is in a transaction of ours
     */
    WriteChecks told(WriteChecks checks, BooleanSupplier inTransaction) {
        Replicas told = replicas;
        if (told == null || !told.followCommits()) {
            return checks;
        }
        return connection -> new Told(checks.of(connection), inTransaction, told.written());
    }

    private static final class Told implements WriteCheck {

        private final WriteCheck check;
        private final BooleanSupplier inTransaction;
        private final WrittenSoFar written;
        private boolean tells;

        Told(WriteCheck check, BooleanSupplier inTransaction, WrittenSoFar written) {
            this.check = check;
            this.inTransaction = inTransaction;
            this.written = written;
        }

        @Override
        public void beforeWrite() {
            check.beforeWrite();
            if (!tells && !inTransaction.getAsBoolean()) {
                tells = true;
                written.beginsToWrite();
            }
        }

        @Override
        public void closed() {
            check.closed();
            if (tells) {
                tells = false;
                written.hasWritten();
            }
        }
    }

    void close() {
        if (replicas != null) {
            replicas.close();
        }
    }
}
