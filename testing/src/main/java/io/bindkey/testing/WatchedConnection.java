// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import java.lang.reflect.Method;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A connection of the driver, watched and disturbed. */
final class WatchedConnection extends Interposed {

    private final Connection target;
    private final PhysicalConnection physical;

    private WatchedConnection(Connection target, PhysicalConnection physical) {
        super(target);
        this.target = target;
        this.physical = physical;
    }

    static Connection of(Connection target, PhysicalConnection physical) {
        return new WatchedConnection(target, physical).as(Connection.class);
    }

    @Override
    @Nullable
    Object answer(Object proxy, Method method, @Nullable Object[] arguments) throws Throwable {
        return switch (method.getName()) {
            case "close", "abort" -> physical.isPrepared() ? null : call(method, arguments);
            case "isClosed", "unwrap", "isWrapperFor" -> call(method, arguments);
            case "isValid" -> !physical.isLost() && Boolean.TRUE.equals(call(method, arguments));
            case "createStatement" ->
                statement(Statement.class, (Statement) checked(method, arguments), null, (Connection) proxy);
            case "prepareStatement" ->
                statement(
                        PreparedStatement.class,
                        (Statement) checked(method, arguments),
                        (String) arguments[0],
                        (Connection) proxy);
            case "prepareCall" ->
                statement(
                        CallableStatement.class,
                        (Statement) checked(method, arguments),
                        (String) arguments[0],
                        (Connection) proxy);
            case "commit" -> {
                commit();
                yield null;
            }
            case "rollback" -> {
                Object nothing = checked(method, arguments);
                if (arguments.length == 0) {
                    physical.rolledBack();
                }
                yield nothing;
            }
            case "setAutoCommit" -> {
                Object nothing = checked(method, arguments);
                if (Boolean.TRUE.equals(arguments[0])) {
                    physical.committed();
                }
                yield nothing;
            }
            default -> checked(method, arguments);
        };
    }

    private @Nullable Object checked(Method method, @Nullable Object[] arguments) throws Throwable {
        physical.requireThere();
        return call(method, arguments);
    }

    private <T extends Statement> T statement(
            Class<T> type, @Nullable Statement target, @Nullable String sql, Connection connection) {
        if (target == null) {
            throw new IllegalStateException("The driver gave no statement");
        }
        return new WatchedStatement(target, physical, sql, connection).as(type);
    }

    private void commit() throws SQLException {
        physical.requireThere();
        switch (physical.fault().nextCommit()) {
            case NOTHING -> {
                target.commit();
                physical.committed();
            }
            case LOST_BEFORE -> {
                target.rollback();
                physical.lose();
                throw Fault.lost();
            }
            case LOST_AFTER -> {
                target.commit();
                physical.committed();
                physical.lose();
                throw Fault.lost();
            }
            case REFUSED -> {
                target.rollback();
                physical.rolledBack();
                throw Fault.refused();
            }
        }
    }
}
