// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.databases.Interposed.call;
import static io.bindkey.it.databases.Interposed.proxy;

import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;

/** A driver that counts what reaches its database, by plain JDBC. The counts are kept by url. */
public final class CountingDriver implements DataSource {

    private static final Map<String, Counts> COUNTS = new ConcurrentHashMap<>();

    private final JdbcDataSource target = new JdbcDataSource();
    private String url = "";

    /** What one database got. */
    static final class Counts {

        final AtomicLong executions = new AtomicLong();
        final AtomicLong failures = new AtomicLong();
        final AtomicLong commits = new AtomicLong();
        final AtomicLong rollbacks = new AtomicLong();
        final AtomicLong connections = new AtomicLong();
    }

    static Counts of(String url) {
        return COUNTS.computeIfAbsent(url, unknown -> new Counts());
    }

    /** Called by the pool. */
    public void setUrl(String url) {
        this.url = url;
        target.setURL(url);
    }

    @Override
    public Connection getConnection() throws SQLException {
        Counts counts = of(url);
        Connection connection = target.getConnection();
        counts.connections.incrementAndGet();
        return proxy(Connection.class, (method, args) -> {
            switch (method.getName()) {
                case "commit" -> counts.commits.incrementAndGet();
                case "rollback" -> counts.rollbacks.incrementAndGet();
                case "close" -> counts.connections.decrementAndGet();
                default -> {
                    // Not counted.
                }
            }
            Object result = call(connection, method, args);
            return result instanceof Statement statement ? counted(method.getReturnType(), statement, counts) : result;
        });
    }

    private static Object counted(Class<?> type, Statement statement, Counts counts) {
        return proxy(type, (method, args) -> {
            boolean executes = method.getName().startsWith("execute");
            if (executes) {
                counts.executions.incrementAndGet();
            }
            try {
                return call(statement, method, args);
            } catch (SQLException e) {
                if (executes) {
                    counts.failures.incrementAndGet();
                }
                throw e;
            }
        });
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLFeatureNotSupportedException();
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }

    @Override
    public @Nullable PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) {
        // Not wanted.
    }

    @Override
    public void setLoginTimeout(int seconds) {
        // In memory there is nothing to wait for.
    }

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        throw new SQLFeatureNotSupportedException();
    }
}
