// SPDX-License-Identifier: Apache-2.0
package io.bindkey.cluster;

import io.bindkey.database.DatabaseAnswer;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The table of the lock. Each statement takes a connection of its own: one that was kept may be on a node that has died.
 *
 * @param dataSource whose statements see all that was done before on any node
 */
record LockTable(DataSource dataSource) implements LockRows {

    static final String TABLE = "bindkey_lock";

    private static final int DUPLICATE_KEY = 1062;
    private static final int NO_SUCH_TABLE = 1146;

    @Override
    public boolean insert(String holder) throws SQLException {
        try {
            return change("insert into " + TABLE + " (name, holder, beat) values ('schema', ?, 0)", holder);
        } catch (SQLException e) {
            if (e.getErrorCode() == DUPLICATE_KEY || DatabaseAnswer.isConflict(e)) {
                return false;
            }
            throw e;
        }
    }

    private void create() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists " + TABLE + " (name varchar(20) primary key, "
                    + "holder varchar(80) not null, beat bigint not null) engine = InnoDB");
        }
    }

    @Override
    public Optional<Seen> look() throws SQLException {
        try (Connection connection = dataSource.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select holder, beat from " + TABLE)) {
            return row.next() ? Optional.of(new Seen(row.getString(1), row.getLong(2))) : Optional.empty();
        } catch (SQLException e) {
            if (e.getErrorCode() != NO_SUCH_TABLE) {
                throw e;
            }
        }
        create();
        return Optional.empty();
    }

    @Override
    public boolean takeOver(Seen seen, String holder) throws SQLException {
        try {
            return change(
                    "update " + TABLE + " set holder = ?, beat = 0 where holder = ? and beat = ?",
                    holder,
                    seen.holder(),
                    seen.beat());
        } catch (SQLException e) {
            if (DatabaseAnswer.isConflict(e)) {
                return false;
            }
            throw e;
        }
    }

    @Override
    public boolean beat(String holder) throws SQLException {
        return change("update " + TABLE + " set beat = beat + 1 where holder = ?", holder);
    }

    @Override
    public boolean delete(String holder) throws SQLException {
        return change("delete from " + TABLE + " where holder = ?", holder);
    }

    private boolean change(String sql, Object... values) throws SQLException {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            return statement.executeUpdate() == 1;
        }
    }
}
