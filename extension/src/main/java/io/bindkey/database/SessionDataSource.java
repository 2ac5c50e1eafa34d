// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import io.bindkey.jdbc.DelegatingConnection;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source of MariaDB or MySQL whose connections have a variable of their session set until they are closed. */
public final class SessionDataSource implements DataSource {

    private final DataSource target;
    private final String variable;
    private final int value;

    /**
     * @param variable its name, as it stands in a statement
     * @param value that it has meanwhile
     */
    public SessionDataSource(DataSource target, String variable, int value) {
        this.target = target;
        this.variable = variable;
        this.value = value;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return with(target.getConnection());
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return with(target.getConnection(username, password));
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

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
        return target.getLogWriter();
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        target.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        target.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return target.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return target.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(target) ? type.cast(target) : target.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(target) || target.isWrapperFor(type);
    }

    @Override
    public String toString() {
        return target.toString();
    }
}
