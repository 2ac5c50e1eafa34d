// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Asks a database whether the transaction of a connection has changed rows: the text of a statement does not tell, for a
 * {@code select} may call a function that writes.
 */
public enum ChangedRows {
    /** PostgreSQL counts them. */
    COUNTED {
        @Override
        public boolean in(Connection connection) throws SQLException {
            // A transaction gets its number with its first change, a lock on a row or the next value of a sequence
            // among
            // them. Only few of those that read have one, so the costly question is rare.
            return isTrue(connection, "select txid_current_if_assigned() is not null")
                    && isTrue(
                            connection,
                            "select exists (select from pg_stat_xact_all_tables where n_tup_ins + n_tup_upd + n_tup_del > 0)");
        }
    },

    /** There is no cheap way to know. */
    NOT_TOLD {
        @Override
        public boolean in(Connection connection) {
            return false;
        }
    };

    private static final Logger LOG = System.getLogger(ChangedRows.class.getName());

    /**
     * {@return whether rows were changed, as far as the database tells}
     *
     * @param connection in a transaction, which the question leaves as it is
     * @throws SQLException when the database cannot answer, mostly because the connection is lost
     */
    public abstract boolean in(Connection connection) throws SQLException;

    /** Tries it out: a relative of PostgreSQL may have its name and not its functions. */
    static ChangedRows of(Connection connection) throws SQLException {
        if (Product.of(connection.getMetaData().getDatabaseProductName()) != Product.POSTGRESQL) {
            return NOT_TOLD;
        }
        try {
            isTrue(
                    connection,
                    "select txid_current_if_assigned() is null and exists "
                            + "(select from pg_stat_xact_all_tables where n_tup_ins + n_tup_upd + n_tup_del >= 0)");
            return COUNTED;
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "The database does not tell of changed rows", e);
            return NOT_TOLD;
        }
    }

    private static boolean isTrue(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet answer = statement.executeQuery(question)) {
            return answer.next() && answer.getBoolean(1);
        }
    }
}
