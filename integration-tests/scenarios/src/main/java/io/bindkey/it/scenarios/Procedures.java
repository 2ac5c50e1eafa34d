// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Stored procedures, as H2 has them. */
public final class Procedures {

    private Procedures() {}

    public static ResultSet roleNames(Connection connection) throws SQLException {
        return connection.createStatement().executeQuery("select name, 7 as users from roles order by name");
    }
}
