// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import java.lang.reflect.Method;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement of the driver, watched and disturbed. Used by one thread at a time. */
final class WatchedStatement extends Interposed {

    private final Statement target;
    private final PhysicalConnection physical;
    private final @Nullable String prepared;
    private final Connection connection;
    private final List<String> batch = new ArrayList<>();

    /** @param prepared its text, null for one that is told with each execution */
    WatchedStatement(Statement target, PhysicalConnection physical, @Nullable String prepared, Connection connection) {
        super(target);
        this.target = target;
        this.physical = physical;
        this.prepared = prepared;
        this.connection = connection;
    }

    @Override
    @Nullable
    Object answer(Object proxy, Method method, @Nullable Object[] arguments) throws Throwable {
        String name = method.getName();
        Object first = arguments.length == 0 ? null : arguments[0];
        switch (name) {
            case "close", "isClosed", "cancel", "unwrap", "isWrapperFor" -> {
                return call(method, arguments);
            }
            case "getConnection" -> {
                return connection;
            }
            case "addBatch" -> {
                if (first instanceof String sql) {
                    batch.add(sql);
                }
            }
            case "clearBatch" -> batch.clear();
            case "executeBatch", "executeLargeBatch" -> {
                running(prepared == null ? String.join("; ", batch) : prepared);
                batch.clear();
            }
            default -> {
                if (name.startsWith("execute")) {
                    running(first instanceof String sql ? sql : String.valueOf(prepared));
                } else {
                    physical.requireThere();
                }
            }
        }
        return call(method, arguments);
    }

    private void running(String sql) throws SQLException {
        physical.running(sql, target.getConnection().getAutoCommit());
    }
}
