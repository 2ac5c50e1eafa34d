// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ExceptionSorter;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.util.Set;

/**
 * Tells the pool which connections it must not hand out again: those that are lost, and those that a switch-over has left
 * on a database that is for reading only.
 *
 * @param readOnly whether the bind itself is for reading only, so that a refused write says nothing of the connection
 */
record LostConnection(boolean readOnly) implements ExceptionSorter {

    /** PostgreSQL: shutdown, crash, start, and the timeouts that end a session; Galera: its node has left the cluster. */
    private static final Set<String> LOST = Set.of("57P01", "57P02", "57P03", "57P05", "25P03", "25P04", "25S03");

    /** MariaDB and MySQL: killed, server has gone away, lost during a query; H2: broken, closed. */
    private static final Set<Integer> LOST_CODES = Set.of(1927, 2006, 2013, 90067, 90098, 90121);

    private static final String READ_ONLY = "25006";

    /** MariaDB and MySQL: the server runs with --read-only, or in read-only mode. */
    private static final Set<Integer> READ_ONLY_CODES = Set.of(1290, 1836);

    @Override
    public boolean isFatal(SQLException failure) {
        for (SQLException e = failure; e != null; e = e.getNextException()) {
            for (Throwable t = e; t != null; t = t.getCause()) {
                if (t instanceof SQLException sql && isFatalItself(sql)) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean isFatalItself(SQLException failure) {
        String state = DatabaseAnswer.stateOf(failure);
        int code = failure.getErrorCode();
        boolean lost = failure instanceof SQLNonTransientConnectionException
                || failure instanceof SQLRecoverableException
                || state.startsWith("08")
                || LOST.contains(state)
                || LOST_CODES.contains(code);
        return lost || (!readOnly && (state.equals(READ_ONLY) || READ_ONLY_CODES.contains(code)));
    }
}
