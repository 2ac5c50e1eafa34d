// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.databases;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One database as it is, looked at by plain JDBC and each time through a new connection: what a test asserts here was
 * committed. Knows H2, SQLite, PostgreSQL and MariaDB.
 */
public record PhysicalDatabase(String url, String username, String password) {

    /** Schemas in which H2 and PostgreSQL keep their own tables. */
    private static final Set<String> SYSTEM_SCHEMAS = Set.of("information_schema", "pg_catalog");

    /** A database that asks nobody for a name, as SQLite and most H2 in tests. */
    public static PhysicalDatabase of(String url) {
        return new PhysicalDatabase(url, "", "");
    }

    /** The names of all users' tables, of all schemas, in lower case and sorted. */
    public Set<String> tables() {
        return connected("list tables", connection -> {
            Set<String> names = new TreeSet<>();
            // MariaDB's catalog is the database; what others call so holds nothing else either.
            String database = connection.getCatalog();
            String[] types = {"TABLE", "BASE TABLE", "PARTITIONED TABLE"};
            try (ResultSet table = connection.getMetaData().getTables(database, null, "%", types)) {
                while (table.next()) {
                    String schema =
                            String.valueOf(table.getString("TABLE_SCHEM")).toLowerCase(Locale.ROOT);
                    if (!SYSTEM_SCHEMAS.contains(schema)) {
                        names.add(table.getString("TABLE_NAME").toLowerCase(Locale.ROOT));
                    }
                }
            }
            return names;
        });
    }

    /** How many rows a table has. The name goes into SQL as it is, so quote it where its database wants that. */
    public long count(String table) {
        List<@Nullable Object> row = rows("select count(*) from " + table).get(0);
        return ((Number) row.get(0)).longValue();
    }

    /** All rows of a query, each value as the driver's {@link ResultSet#getObject(int)} gives it. */
    public List<List<@Nullable Object>> rows(String sql) {
        return connected(sql, connection -> {
            List<List<@Nullable Object>> rows = new ArrayList<>();
            try (Statement statement = connection.createStatement();
                    ResultSet result = statement.executeQuery(sql)) {
                int columns = result.getMetaData().getColumnCount();
                while (result.next()) {
                    List<@Nullable Object> row = new ArrayList<>(columns);
                    for (int column = 1; column <= columns; column++) {
                        row.add(result.getObject(column));
                    }
                    rows.add(row);
                }
            }
            return rows;
        });
    }

    /** Runs one statement and commits it. */
    public void execute(String sql) {
        connected(sql, connection -> {
            try (Statement statement = connection.createStatement()) {
                return statement.execute(sql);
            }
        });
    }

    private interface Work<T> {
        T with(Connection connection) throws SQLException;
    }

    private <T> T connected(String what, Work<T> work) {
        try (Connection connection = DriverManager.getConnection(url, username, password)) {
            return work.with(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(what + " failed on " + url + ": " + e.getMessage(), e);
        }
    }
}
