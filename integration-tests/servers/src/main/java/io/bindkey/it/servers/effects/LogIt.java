// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.effects;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/** A function of H2 that writes. */
public final class LogIt {

    private LogIt() {}

    public static int logIt(Connection connection, String text) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into logged values (?)")) {
            insert.setString(1, text);
            return insert.executeUpdate();
        }
    }
}
