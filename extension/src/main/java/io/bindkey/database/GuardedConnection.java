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
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A connection that asks before each writing statement.
 *
 * <p>A prepared statement is checked when it is prepared: providers prepare right before they execute. Its calls go to
 * the driver's object directly unless executions are timed, so binding parameters and reading results cost nothing.
 */
final class GuardedConnection implements InvocationHandler {

    private final Connection target;
    private final StatementWatch watch;

    private GuardedConnection(Connection target, StatementWatch watch) {
        this.target = target;
        this.watch = watch;
    }

    static Connection around(Connection target, StatementWatch watch) {
        return proxy(Connection.class, new GuardedConnection(target, watch));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        switch (method.getName()) {
            case "prepareStatement", "prepareCall" -> watch.before(String.valueOf(first(arguments)));
            case "unwrap", "isWrapperFor" -> {
                // The driver's own interfaces are the target's; a guard is no use to who asks for them.
                Class<?> type = (Class<?>) first(arguments);
                if (type.isInstance(target)) {
                    return method.getName().equals("unwrap") ? target : (Object) true;
                }
            }
            case "equals" -> {
                return proxy == first(arguments);
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            default -> {
                // Nothing to check.
            }
        }
        Object result = call(target, method, arguments);
        if (result instanceof Statement statement) {
            return guard((Connection) proxy, statement, arguments);
        }
        return result instanceof DatabaseMetaData metaData ? masked(metaData) : result;
    }

    /** Providers write the url into the log as they start, with whatever credentials stand in it. */
    private static DatabaseMetaData masked(DatabaseMetaData metaData) {
        return proxy(DatabaseMetaData.class, (proxy, method, arguments) -> {
            Object result = call(metaData, method, arguments);
            return method.getName().equals("getURL") && result != null ? Secrets.mask((String) result) : result;
        });
    }

    private Statement guard(Connection connection, Statement statement, @Nullable Object @Nullable [] arguments) {
        if (statement instanceof PreparedStatement prepared) {
            if (!watch.timesStatements()) {
                return prepared;
            }
            String sql = String.valueOf(first(arguments));
            return statement instanceof CallableStatement
                    ? proxy(CallableStatement.class, new GuardedStatement(connection, statement, sql))
                    : proxy(PreparedStatement.class, new GuardedStatement(connection, statement, sql));
        }
        return proxy(Statement.class, new GuardedStatement(connection, statement, null));
    }

    /** A statement whose text comes with each call, or whose executions are timed. */
    private final class GuardedStatement implements InvocationHandler {

        private final Connection connection;
        private final Statement statement;
        private final @Nullable String preparedSql;

        GuardedStatement(Connection connection, Statement statement, @Nullable String preparedSql) {
            this.connection = connection;
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
                watch.before((String) first(arguments));
            }
            if (name.equals("getConnection")) {
                return connection;
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
