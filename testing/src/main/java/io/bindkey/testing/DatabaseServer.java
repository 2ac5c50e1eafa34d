// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** A server of a real database, which ends with this JVM. Safe for use by several threads. */
abstract class DatabaseServer {

    private final String username;
    private final String password;

    /** Who may do everything. */
    DatabaseServer(String username, String password) {
        this.username = username;
        this.password = password;
    }

    final String username() {
        return username;
    }

    final String password() {
        return password;
    }

    /** {@return the url of one of its databases} */
    abstract String url(String database);

    /** {@return one that can be connected to before any is made} */
    abstract String first();

    /** {@return whether a database can be made as a copy of another} */
    abstract boolean copies();

    abstract void create(String database);

    abstract void copy(String from, String database);

    abstract void drop(String database);

    /** {@return a server that follows this one, started when it is asked for first} */
    abstract PostgresStandby standby() throws Exception;

    /** {@return the text in the first column of the first row} */
    final String one(String sql) {
        return one(url(first()), username, password, sql);
    }

    static String one(String url, String username, String password, String sql) {
        try (Connection connection = DriverManager.getConnection(url, username, password);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException("The server of the tests refuses: " + sql, e);
        }
    }

    final void execute(String sql) {
        try (Connection connection = DriverManager.getConnection(url(first()), username, password);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("The server of the tests refuses: " + sql, e);
        }
    }
}
