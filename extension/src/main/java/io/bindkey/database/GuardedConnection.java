// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

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
 * object unless executions are timed, so binding parameters and reading results cost nothing.
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
        return timed(super.prepareStatement(sql), sql);
    }

    @Override
    public CallableStatement prepareCall(String sql) throws SQLException {
        watch.before(sql, check);
        return timed(super.prepareCall(sql), sql);
    }

    @Override
    public Statement createStatement(int type, int concurrency) throws SQLException {
        return guard(super.createStatement(type, concurrency));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency) throws SQLException {
        watch.before(sql, check);
        return timed(super.prepareStatement(sql, type, concurrency), sql);
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
        watch.before(sql, check);
        return timed(super.prepareCall(sql, type, concurrency), sql);
    }

    @Override
    public Statement createStatement(int type, int concurrency, int holdability) throws SQLException {
        return guard(super.createStatement(type, concurrency, holdability));
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int type, int concurrency, int holdability)
            throws SQLException {
        watch.before(sql, check);
        return timed(super.prepareStatement(sql, type, concurrency, holdability), sql);
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability) throws SQLException {
        watch.before(sql, check);
        return timed(super.prepareCall(sql, type, concurrency, holdability), sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int keys) throws SQLException {
        watch.before(sql, check);
        return timed(super.prepareStatement(sql, keys), sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, int[] columnIndexes) throws SQLException {
        watch.before(sql, check);
        return timed(super.prepareStatement(sql, columnIndexes), sql);
    }

    @Override
    public PreparedStatement prepareStatement(String sql, String[] columnNames) throws SQLException {
        watch.before(sql, check);
        return timed(super.prepareStatement(sql, columnNames), sql);
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
        return proxy(Statement.class, new GuardedStatement(statement, null));
    }

    private PreparedStatement timed(PreparedStatement statement, String sql) {
        return watch.timesStatements()
                ? proxy(PreparedStatement.class, new GuardedStatement(statement, sql))
                : statement;
    }

    private CallableStatement timed(CallableStatement statement, String sql) {
        return watch.timesStatements()
                ? proxy(CallableStatement.class, new GuardedStatement(statement, sql))
                : statement;
    }

    /**
     * A statement whose text comes with each call, or whose executions are timed. By reflection, for the ones that are neither
     * are those that matter.
     */
    private final class GuardedStatement implements InvocationHandler {

        private final Statement statement;
        private final @Nullable String preparedSql;

        GuardedStatement(Statement statement, @Nullable String preparedSql) {
            this.statement = statement;
            this.preparedSql = preparedSql;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            String name = method.getName();
            boolean executes = name.startsWith("execute");
            boolean bringsText = arguments != null && arguments.length > 0 && arguments[0] instanceof String;
            if (bringsText && (executes || name.equals("addBatch"))) {
                watch.before((String) first(arguments), check);
            }
            if (name.equals("getConnection")) {
                return GuardedConnection.this;
            }
            if (name.equals("equals")) {
                return proxy == first(arguments);
            }
            if (name.equals("hashCode")) {
                return System.identityHashCode(proxy);
            }
            if (!executes || !watch.timesStatements()) {
                return call(statement, method, arguments);
            }
            long start = System.nanoTime();
            try {
                return call(statement, method, arguments);
            } finally {
                String sql = bringsText ? (String) first(arguments) : preparedSql;
                watch.after(sql == null ? "batch" : sql, System.nanoTime() - start);
            }
        }
    }

    private static Object first(@Nullable Object @Nullable [] arguments) {
        if (arguments == null || arguments.length == 0 || arguments[0] == null) {
            return "";
        }
        return arguments[0];
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
