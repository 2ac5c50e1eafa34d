// SPDX-License-Identifier: Apache-2.0
package io.bindkey.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Hears of what is done with one statement, and sees what it gives. Used by one thread at a time, as the statement is. */
public interface StatementObserver {

    /** What the driver does. */
    @FunctionalInterface
    interface Execution<T> {
        T run() throws SQLException;
    }

    /** {@return the connection that the statement belongs to, for who asks the statement} */
    Connection connection();

    /** {@return the text for the driver} What is null against JDBC's rules stays null. */
    String text(String sql);

    /**
     * Runs an execution.
     *
     * @param sql its text, null for that which was prepared, or a batch
     */
    <T> T execute(@Nullable String sql, Execution<T> execution) throws SQLException;

    /** {@return the results for the caller} */
    @Nullable
    ResultSet results(@Nullable ResultSet results);

    /** A text is added to the batch. It is refused by throwing. */
    void add(@Nullable String sql);

    /** The parameters that were set are added to the batch. */
    void add();

    /** The batch is given up. */
    void clear();

    /**
     * A parameter is set.
     *
     * @param parameter its index or name
     */
    void bind(Object parameter, @Nullable Object value);

    /** The statement is closed. */
    void close();
}
