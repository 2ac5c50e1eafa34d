// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import io.bindkey.jdbc.DelegatingConnection;
import io.bindkey.jdbc.WatchedCallableStatement;
import io.bindkey.jdbc.WatchedPreparedStatement;
import io.bindkey.jdbc.WatchedStatement;
import io.bindkey.message.Secrets;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A connection that asks before each writing statement.
 *
 * <p>A prepared statement is checked when it is prepared: providers prepare right before they execute. It is the driver's
 * object unless somebody wants to know of executions, so binding parameters and reading results cost nothing.
 */
final class GuardedConnection extends DelegatingConnection {

    private final StatementWatch watch;
    private final WriteCheck check;

    /**
     * @param target does the work
     * @param watch of the bind
     * @param check asked before a writing statement
     */
    GuardedConnection(Connection target, StatementWatch watch, WriteCheck check) {
        super(target);
        this.watch = watch;
        this.check = check;
    }

    @Override
    public void close() throws SQLException {
        try {
            super.close();
        } finally {
            check.closed();
        }
    }

    @Override
    public Statement createStatement() throws SQLException {
        return guard(super.createStatement());
    }

    @Override
    public PreparedStatement prepareStatement(String sql) throws SQLException {
        watch.before(sql, check);
        return watched(super.prepareStatement(watch.text(sql)), sql);
    }

    @Override
    public CallableStatement prepareCall(String sql) throws SQLException {
        watch.before(sql, check);
        return watched(super.prepareCall(watch.text(sql)), sql);
    }

    @Override
    public Statement createStatement(int type, int concurrency) throws SQLException {
        return guard(super.createStatement(type, concurrency));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency) throws SQLException {
        watch.before(sql, check);
        return watched(super.prepareStatement(watch.text(sql), type, concurrency), sql);
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
        watch.before(sql, check);
        return watched(super.prepareCall(watch.text(sql), type, concurrency), sql);
    }

    @Override
    public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
        return guard(super.createStatement(type, concurrency, holdability));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        watch.before(sql, check);
        return watched(super.prepareStatement(watch.text(sql), type, concurrency, holdability), sql);
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability) throws SQLException {
        watch.before(sql, check);
        return watched(super.prepareCall(watch.text(sql), type, concurrency, holdability), sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int keys) throws SQLException {
        watch.before(sql, check);
        return watched(super.prepareStatement(watch.text(sql), keys), sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int[] columnIndexes) throws SQLException {
        watch.before(sql, check);
        return watched(super.prepareStatement(watch.text(sql), columnIndexes), sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String[] columnNames) throws SQLException {
        watch.before(sql, check);
        return watched(super.prepareStatement(watch.text(sql), columnNames), sql);
    }

    /** Providers write the url into the log as they start, with whatever credentials stand in it. */
    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        DatabaseMetaData metaData = super.getMetaData();
        return proxy(DatabaseMetaData.class, (proxy, method, arguments) -> {
            Object result = call(metaData, method, arguments);
            return method.getName().equals("getURL") && result != null ? Secrets.mask((String) result) : result;
        });
    }

    /** The driver's own interfaces are the target's; a guard is no use to who asks for them. */
    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return type.isInstance(target()) ? type.cast(target()) : super.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return type.isInstance(target()) || super.isWrapperFor(type);
    }

    private Statement guard(Statement statement) {
        return new WatchedStatement(statement, new StatementEvents(this, watch, check, ""));
    }

    private PreparedStatement watched(PreparedStatement statement, String sql) {
        return watch.seesExecutions()
                ? new WatchedPreparedStatement(statement, new StatementEvents(this, watch, check, sql))
                : statement;
    }

    private CallableStatement watched(CallableStatement statement, String sql) {
        return watch.seesExecutions()
                ? new WatchedCallableStatement(statement, new StatementEvents(this, watch, check, sql))
                : statement;
    }

    private static @Nullable Object call(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(GuardedConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
