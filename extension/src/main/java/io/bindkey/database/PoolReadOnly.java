// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import io.agroal.api.AgroalPoolInterceptor;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Tells the database of each new connection that it is for reading only, so that it refuses what the text of a statement
 * does not show: a {@code select} may call a function that writes.
 */
final class PoolReadOnly implements AgroalPoolInterceptor {

    @Override
    public void onConnectionCreate(Connection connection) {
        try {
            switch (Product.of(connection.getMetaData().getDatabaseProductName())) {
                // By the statement rather than by JDBC, whose drivers ask for it inside of transactions alone.
                case POSTGRESQL -> execute(connection, "set session characteristics as transaction read only");
                case MARIADB -> execute(connection, "set session transaction read only");
                case SQLITE -> execute(connection, "pragma query_only = on");
                case H2, OTHER -> connection.setReadOnly(true);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The connection cannot be made one for reading only", e);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
