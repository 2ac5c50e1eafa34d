// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.function.UnaryOperator;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A data source whose connections ask before each writing statement, and log statements where that is wanted. */
public final class GuardedDataSource implements DataSource {

    private final DataSource target;
    private final StatementWatch watch;
    private final WriteChecks writeChecks;
    private final UnaryOperator<SQLException> declined;

    /**
     * @param watch sees the statements
     * @param declined gives the failure to throw for that of the target
     */
    public GuardedDataSource(
            DataSource target, StatementWatch watch, WriteChecks writeChecks, UnaryOperator<SQLException> declined) {
        this.target = target;
        this.watch = watch;
        this.writeChecks = writeChecks;
        this.declined = declined;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection connection;
        try {
            connection = target.getConnection();
        } catch (SQLException e) {
            throw declined.apply(e);
        }
        return guard(connection);
    }

    /** Nobody is the one whom the data source is for: so Hibernate asks where the login of the JVM was kept from it. */
    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return username.isEmpty() ? getConnection() : guard(target.getConnection(username, password));
    }

    private Connection guard(Connection connection) {
        return new GuardedConnection(connection, watch, writeChecks.of(connection));
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
