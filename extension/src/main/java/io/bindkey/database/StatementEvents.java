// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import io.bindkey.jdbc.StatementObserver;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.BatchUpdateException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Asks before what one statement writes, and tells of its executions. Used by one thread at a time. */
final class StatementEvents implements StatementObserver {

    private final Connection connection;
    private final StatementWatch watch;
    private final WriteCheck check;
    private final String prepared;
    private final @Nullable StatementParameters parameters;
    private int batched;

    /** Of an execution that gives rows, until they are read. */
    private @Nullable OpenLine line;

    /** @param prepared the text, empty where it comes with each call */
    StatementEvents(Connection connection, StatementWatch watch, WriteCheck check, String prepared) {
        this.connection = connection;
        this.watch = watch;
        this.check = check;
        this.prepared = prepared;
        this.parameters = watch.log().showsParameters() ? new StatementParameters() : null;
    }

    /** A line of the log whose rows are not known yet. */
    private static final class OpenLine {

        private final String statement;
        private final long nanos;
        private long rows = StatementLog.UNKNOWN;

        OpenLine(String statement, long nanos) {
            this.statement = statement;
            this.nanos = nanos;
        }
    }

    @Override
    public Connection connection() {
        return connection;
    }

    @Override
    public String text(String sql) {
        return watch.text(sql);
    }

    @Override
    public <T> T execute(@Nullable String sql, Execution<T> execution) throws SQLException {
        if (sql != null) {
            watch.before(sql, check);
        }
        if (!watch.seesExecutions()) {
            return execution.run();
        }
        finishLine();
        long start = System.nanoTime();
        try {
            T result = execution.run();
            ended(sql, System.nanoTime() - start, result);
            return result;
        } catch (SQLException | RuntimeException e) {
            failed(sql, System.nanoTime() - start, e);
            throw e;
        }
    }

    private void ended(@Nullable String sql, long nanos, @Nullable Object result) {
        watch.executed(nanos);
        if (!watch.log().isOn()) {
            return;
        }
        String shown = shown(sql);
        watch.log().slow(shown, nanos);
        if (result instanceof ResultSet || Boolean.TRUE.equals(result)) {
            line = new OpenLine(shown, nanos);
        } else {
            watch.log().all(shown, nanos, rows(result));
        }
        forgetBatch(result);
    }

    private void failed(@Nullable String sql, long nanos, Exception failure) {
        watch.failed(nanos, failure);
        if (watch.log().isOn()) {
            String shown = shown(sql);
            watch.log().slow(shown, nanos);
            watch.log().failed(shown, nanos);
        }
        if (failure instanceof BatchUpdateException) {
            batched = 0;
        }
    }

    /** {@return how many were written, as far as the driver has told} */
    private static long rows(@Nullable Object result) {
        if (result instanceof Number number) {
            return number.longValue();
        }
        if (result instanceof int[] counts) {
            return Arrays.stream(counts).anyMatch(count -> count < 0)
                    ? StatementLog.UNKNOWN
                    : Arrays.stream(counts).asLongStream().sum();
        }
        if (result instanceof long[] counts) {
            return Arrays.stream(counts).anyMatch(count -> count < 0)
                    ? StatementLog.UNKNOWN
                    : Arrays.stream(counts).sum();
        }
        return StatementLog.UNKNOWN;
    }

    private String shown(@Nullable String sql) {
        String text = sql == null ? prepared : sql;
        String batch = batched == 0 ? "" : (text.isEmpty() ? "" : " ") + "(batch of " + batched + ")";
        return text + batch + (parameters == null || batched > 0 ? "" : parameters);
    }

    private void forgetBatch(@Nullable Object result) {
        if (result instanceof int[] || result instanceof long[]) {
            batched = 0;
        }
    }

    @Override
    public @Nullable ResultSet results(@Nullable ResultSet results) {
        OpenLine open = line;
        if (open == null || results == null || !watch.log().hasAll()) {
            return results;
        }
        open.rows = Math.max(open.rows, 0);
        return (ResultSet) Proxy.newProxyInstance(
                StatementEvents.class.getClassLoader(),
                new Class<?>[] {ResultSet.class},
                (proxy, method, arguments) -> {
                    Object result;
                    try {
                        result = method.invoke(results, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause() == null ? e : e.getCause();
                    }
                    switch (method.getName()) {
                        case "next" -> {
                            if (Boolean.TRUE.equals(result)) {
                                open.rows++;
                            } else {
                                finish(open);
                            }
                        }
                        case "close" -> finish(open);
                        default -> {
                            // Nothing of the rows.
                        }
                    }
                    return result;
                });
    }

    private void finish(OpenLine read) {
        if (line == read) {
            finishLine();
        }
    }

    private void finishLine() {
        OpenLine open = line;
        if (open != null) {
            line = null;
            watch.log().all(open.statement, open.nanos, open.rows);
        }
    }

    @Override
    public void add(@Nullable String sql) {
        watch.before(sql, check);
        batched++;
    }

    @Override
    public void add() {
        batched++;
    }

    @Override
    public void clear() {
        batched = 0;
    }

    @Override
    public void bind(Object parameter, @Nullable Object value) {
        if (parameters != null) {
            parameters.set(parameter, value);
        }
    }

    @Override
    public void close() {
        finishLine();
    }
}
