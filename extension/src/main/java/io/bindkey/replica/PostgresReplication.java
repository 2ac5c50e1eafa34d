// SPDX-License-Identifier: Apache-2.0
package io.bindkey.replica;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Streaming replication of PostgreSQL. */
final class PostgresReplication implements Replication {

    /**
     * What is flushed covers each commit that was told, and nothing that may not come: the insert position may stand behind the
     * header of a page of which nothing is written yet, and no replica comes there before somebody writes again. Without
     * synchronous commits there is no better one.
     */
    private static final String COMMITTED = "select case current_setting('synchronous_commit') when 'off' "
            + "then pg_current_wal_insert_lsn() else pg_current_wal_flush_lsn() end::text, "
            + "pg_current_wal_insert_lsn()::text";

    private static final String STANDING =
            "select pg_is_in_recovery(), coalesce(pg_last_wal_replay_lsn(), '0/0')::text";

    private static final long SHORTEST_PAUSE = 100_000;
    private static final long LONGEST_PAUSE = 5_000_000;

    @Override
    public Position parse(String text) {
        return Lsn.parse(text);
    }

    @Override
    public PrimaryStanding primary(Connection primary) throws SQLException {
        try (Statement statement = primary.createStatement();
                ResultSet row = statement.executeQuery(COMMITTED)) {
            row.next();
            return new PrimaryStanding(Lsn.parse(row.getString(1)), Lsn.parse(row.getString(2)));
        }
    }

    @Override
    public Standing standing(Connection replica) throws SQLException {
        try (Statement statement = replica.createStatement();
                ResultSet row = statement.executeQuery(STANDING)) {
            row.next();
            return new Standing(row.getBoolean(1), Lsn.parse(row.getString(2)));
        }
    }

    /** Asks again and again, with growing pauses: PostgreSQL up to 18 cannot wait by itself. */
    @Override
    public Standing await(Connection replica, Position wanted, Duration patience) throws SQLException {
        long end = System.nanoTime() + patience.toNanos();
        long pause = SHORTEST_PAUSE;
        while (true) {
            Standing standing = standing(replica);
            long left = end - System.nanoTime();
            if (!standing.replicates() || standing.replayed().covers(wanted) || left <= 0) {
                return standing;
            }
            LockSupport.parkNanos(Math.min(pause, left));
            if (Thread.currentThread().isInterrupted()) {
                return standing;
            }
            pause = Math.min(pause * 2, LONGEST_PAUSE);
        }
    }
}
