// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.quickstart;

import io.bindkey.Bind;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The database of a bind as plain JDBC sees it. */
record Database(Bind bind) {

    private interface Look<T> {
        T at(Connection connection) throws SQLException;
    }

    /** {@return product and version} */
    String product() {
        return look(connection -> {
            DatabaseMetaData about = connection.getMetaData();
            String version = about.getDatabaseProductVersion();
            return about.getDatabaseProductName() + " " + version.replaceFirst("[ -].*", "");
        });
    }

    /** {@return the url without its parameters} */
    String url() {
        return look(connection -> connection.getMetaData().getURL().replaceFirst("[?;].*", ""));
    }

    /** {@return the names of all tables, in lower case} */
    NavigableSet<String> tables() {
        return look(Database::names).stream().map(Database::lowerCase).collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@return how many rows each table has} */
    SortedMap<String, Long> rows() {
        return look(connection -> {
            SortedMap<String, Long> rows = new TreeMap<>();
            for (String table : names(connection)) {
                try (Statement statement = connection.createStatement();
                        ResultSet count = statement.executeQuery("select count(*) from " + table)) {
                    count.next();
                    rows.put(lowerCase(table), count.getLong(1));
                }
            }
            return rows;
        });
    }

    private static List<String> names(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        String[] types = {"TABLE", "BASE TABLE"};
        try (ResultSet table =
                connection.getMetaData().getTables(connection.getCatalog(), connection.getSchema(), "%", types)) {
            while (table.next()) {
                names.add(table.getString("TABLE_NAME"));
            }
        }
        return names;
    }

    /** H2 makes names upper case, PostgreSQL lower case, and the others leave them as the mapping has them. */
    private static String lowerCase(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private <T> T look(Look<T> look) {
        try (Connection connection = bind.dataSource().getConnection()) {
            return look.at(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("Bind '" + bind.key() + "' cannot be looked at", e);
        }
    }
}
