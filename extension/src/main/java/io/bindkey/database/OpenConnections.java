// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;

/**
 * The connections to the database that a pool has open. Agroal closes those that nobody uses in a thread of its own, and forgets
 * those that this thread has not come to when the pool is closed: the database would keep them until the process ends. So somebody
 * looks whether all are closed. Safe for use by several threads.
 */
final class OpenConnections {

    /** What a thread of the pool does with a connection takes no longer, unless the database is lost. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration PAUSE = Duration.ofMillis(1);
    private static final Executor HERE = Runnable::run;

    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private volatile boolean ended;

    void opened(Connection connection) {
        open.add(connection);
        if (ended) {
            close(connection);
        }
    }

    void closed(Connection connection) {
        open.remove(connection);
    }

    int count() {
        return open.size();
    }

    /** Returns when there are no more than some, or the database takes too long. */
    void awaitAtMost(long some) {
        long start = System.nanoTime();
        while (open.size() > some && System.nanoTime() - start < PATIENCE.toNanos()) {
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }

    /** The pool is closed: those that it has forgotten are closed, and whichever it opens yet. */
    void end() {
        ended = true;
        awaitAtMost(0);
        open.forEach(this::close);
    }

    private void close(Connection connection) {
        // What an XA connection shows of itself may stay open behind its back if it is only closed, and not every
        // driver can abort.
        attempt(() -> connection.abort(HERE));
        attempt(connection::close);
        open.remove(connection);
    }

    private interface Ending {

        void run() throws SQLException;
    }

    private static void attempt(Ending ending) {
        try {
            ending.run();
        } catch (SQLException | RuntimeException gone) {
            // It was lost with its database, or cannot be ended so.
        }
    }
}
