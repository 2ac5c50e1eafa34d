// SPDX-License-Identifier: Apache-2.0
package io.bindkey.replica;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/** Replication of MariaDB by global transaction ids. A replica is what is for reading only. */
final class MariaDbReplication implements Replication {

    /**
     * What replicas can get. A promoted replica has in it what it had replayed itself, if it logs that ({@code
     * log_slave_updates}); else it begins anew, and so does who reads. The position that a replica keeps of its own primary
     * would not do: it may know of domains that are not passed on.
     */
    private static final String COMMITTED = "select @@global.gtid_binlog_pos";

    private static final String STANDING = "select @@global.read_only, @@global.gtid_slave_pos";
    private static final String WAIT = "select master_gtid_wait(?, ?)";

    @Override
    public Position parse(String text) {
        return Gtids.parse(text);
    }

    @Override
    public PrimaryStanding primary(Connection primary) throws SQLException {
        try (Statement statement = primary.createStatement();
                ResultSet row = statement.executeQuery(COMMITTED)) {
            row.next();
            Position written = Gtids.parse(row.getString(1));
            return new PrimaryStanding(written, written);
        }
    }

    @Override
    public Standing standing(Connection replica) throws SQLException {
        try (Statement statement = replica.createStatement();
                ResultSet row = statement.executeQuery(STANDING)) {
            row.next();
            String readOnly = row.getString(1);
            return new Standing(
                    !readOnly.equals("0") && !readOnly.equalsIgnoreCase("off"), Gtids.parse(row.getString(2)));
        }
    }

    @Override
    public Standing await(Connection replica, Position wanted, Duration patience) throws SQLException {
        if (!patience.isZero() && !patience.isNegative()) {
            try (PreparedStatement statement = replica.prepareStatement(WAIT)) {
                statement.setString(1, wanted.text());
                statement.setDouble(2, patience.toNanos() / 1e9);
                statement.executeQuery().close();
            }
        }
        return standing(replica);
    }
}
