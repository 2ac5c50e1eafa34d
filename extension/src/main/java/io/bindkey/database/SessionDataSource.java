// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import io.bindkey.jdbc.DelegatingConnection;
import io.bindkey.jdbc.DelegatingDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** A data source of MariaDB or MySQL whose connections have a variable of their session set until they are closed. */
public final class SessionDataSource extends DelegatingDataSource {

    private final String variable;
    private final int value;

    /**
     * @param variable its name, as it stands in a statement
     * @param value that it has meanwhile
     */
    public SessionDataSource(DataSource target, String variable, int value) {
        super(target);
        this.variable = variable;
        this.value = value;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return with(target().getConnection());
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return with(target().getConnection(username, password));
    }

    private Connection with(Connection connection) throws SQLException {
        try {
            int before = before(connection);
            set(connection, value);
            return new Session(connection, before);
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private int before(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select @@session." + variable)) {
            return row.next() ? row.getInt(1) : 0;
        }
    }

    private void set(Connection connection, int wanted) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("set session " + variable + " = " + wanted);
        }
    }

    private final class Session extends DelegatingConnection {

        private final int before;

        Session(Connection target, int before) {
            super(target);
            this.before = before;
        }

        @Override
        public void close() throws SQLException {
            try {
                if (!isClosed()) {
                    set(target(), before);
                }
            } finally {
                super.close();
            }
        }
    }
}
