// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.testkit;

import io.bindkey.Binds;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;

/** What is committed, as another thread sees it by plain JDBC. */
class Rows {

    @Inject
    Binds binds;

    long of(String bind, String table) {
        return CompletableFuture.supplyAsync(() -> count(bind, table)).join();
    }

    private long count(String bind, String table) {
        try (Connection connection = binds.get(bind).dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from " + table)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
