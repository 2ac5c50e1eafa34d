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
    private static final String PRIMARY = "select case current_setting('synchronous_commit') when 'off' "
            + "then pg_current_wal_insert_lsn() else pg_current_wal_flush_lsn() end::text, "
            + "pg_current_wal_insert_lsn()::text, left(pg_walfile_name(pg_current_wal_flush_lsn()), 8)";

    private static final String WITHOUT_TIMELINE =
            "select pg_is_in_recovery(), coalesce(pg_last_wal_replay_lsn(), '0/0')::text, ";

    /**
     * No function tells which timeline a replica replays. Who may read statistics ({@code pg_read_all_stats}) sees which one it
     * receives; others see the one of its last restart point, which comes some minutes after it has begun to follow another
     * primary, and until then it is not read from.
     */
    private static final String STANDING =
            WITHOUT_TIMELINE + "greatest((select received_tli from pg_stat_wal_receiver limit 1), "
                    + "(select timeline_id from pg_control_checkpoint()), "
                    + "(select min_recovery_end_timeline from pg_control_recovery()))";

    /** Any user may call these functions, but for servers on which that was taken back. */
    private static final String NO_RIGHT = "42501";

    private static final long SHORTEST_PAUSE = 100_000;
    private static final long LONGEST_PAUSE = 5_000_000;

    @Override
    public Position parse(String text) {
        return Lsn.parse(text);
    }

    @Override
    public PrimaryStanding primary(Connection primary) throws SQLException {
        try (Statement statement = primary.createStatement();
                ResultSet row = statement.executeQuery(PRIMARY)) {
            row.next();
            int timeline = Integer.parseUnsignedInt(row.getString(3), 16);
            return new PrimaryStanding(
                    new Lsn(Lsn.parse(row.getString(1)).value(), timeline),
                    new Lsn(Lsn.parse(row.getString(2)).value(), timeline));
        }
    }

    @Override
    public Standing standing(Connection replica) throws SQLException {
        try {
            return standing(replica, STANDING);
        } catch (SQLException e) {
            if (!NO_RIGHT.equals(e.getSQLState())) {
                throw e;
            }
            return standing(replica, WITHOUT_TIMELINE + Lsn.UNKNOWN);
        }
    }

    private static Standing standing(Connection replica, String sql) throws SQLException {
        try (Statement statement = replica.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return new Standing(
                    row.getBoolean(1), new Lsn(Lsn.parse(row.getString(2)).value(), row.getInt(3)));
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
