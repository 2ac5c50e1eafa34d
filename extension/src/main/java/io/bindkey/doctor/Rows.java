// SPDX-License-Identifier: Apache-2.0
package io.bindkey.doctor;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Asks a database, and waits for no answer for ever. */
final class Rows {

    private static final int PATIENCE_SECONDS = 10;

    private final Connection connection;

    Rows(Connection connection) {
        this.connection = connection;
    }

    /** {@return the rows of a query; null is an empty text} */
    List<List<String>> all(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(PATIENCE_SECONDS);
            try (ResultSet row = statement.executeQuery(sql)) {
                int columns = row.getMetaData().getColumnCount();
                List<List<String>> rows = new ArrayList<>();
                while (row.next()) {
                    List<String> values = new ArrayList<>();
                    for (int column = 1; column <= columns; column++) {
                        String value = row.getString(column);
                        values.add(value == null ? "" : value);
                    }
                    rows.add(values);
                }
                return rows;
            }
        }
    }

    /** {@return the first row} */
    List<String> first(String sql) throws SQLException {
        List<List<String>> rows = all(sql);
        if (rows.isEmpty()) {
            throw new SQLException("No row: " + sql);
        }
        return rows.get(0);
    }

    /** {@return the value of a column in the first row; empty where there is none} */
    String value(String sql, String column) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setQueryTimeout(PATIENCE_SECONDS);
            try (ResultSet row = statement.executeQuery(sql)) {
                String value = row.next() ? row.getString(column) : null;
                return value == null ? "" : value;
            }
        }
    }

    /** {@return the first value of the first row} */
    String value(String sql) throws SQLException {
        return first(sql).get(0);
    }
}
