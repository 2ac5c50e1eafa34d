// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.util.Optional;
import java.util.Set;

/**
 * Tells a database that said no from one that said nothing.
 *
 * <p>Databases say no in many ways, and procedures in states of their own, but there are few signs of a lost connection:
 * what bears none of them is an answer. In doubt there was none, for a work that is taken for refused may be done twice.
 */
public final class DatabaseAnswer {

    private static final int PATIENCE_SECONDS = 5;

    /** Connection exception. */
    private static final String CONNECTION = "08";

    /** A server that was stopped, or a session that was ended (PostgreSQL). */
    private static final String SHUTDOWN = "57P";

    /**
     * Statement completion unknown; transaction state unknown; interrupted, as by {@code kill} (MariaDB); the
     * conversation has ended (Db2); H2: object closed, input or output failed, connection broken, database closed.
     */
    private static final Set<String> SILENCE =
            Set.of("40003", "25S01", "70100", "58009", "90007", "90028", "90031", "90067", "90098", "90121");

    /** What has no state of its own, by the number that the product gives it. */
    private static final Set<Integer> SILENCE_BY_CODE = Set.of(
            596, // the session was killed (SQL Server)
            1053, // MariaDB and MySQL: the server shuts down
            1180, // an error during the commit itself
            1317, // interrupted
            1927, // the connection was killed
            2006, 2013, 2055, // the server has gone away, the connection was lost
            3169, 4031); // the session was killed, or was idle for too long (MySQL)

    /** SQLite: the disk, which may have written all the same. */
    private static final int SQLITE_IO_ERROR = 10;

    private DatabaseAnswer() {}

    /** {@return whether the database answered with a refusal; without an answer it may have done it all the same} */
    public static boolean refused(SQLException failure) {
        for (SQLException next = failure; next != null; next = next.getNextException()) {
            if (isSilence(next)) {
                return false;
            }
        }
        return true;
    }

    /** {@return whether the connection still works after a failure; what is no connection is not asked} */
    public static boolean isConnected(Object connection) {
        try {
            return !(connection instanceof Connection known) || known.isValid(PATIENCE_SECONDS);
        } catch (SQLException | RuntimeException e) {
            return false;
        }
    }

    private static boolean isSilence(SQLException failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof IOException || (t instanceof SQLException sql && bearsASign(sql))) {
                return true;
            }
        }
        return false;
    }

    /** MariaDB's driver makes a transient connection exception of each state that it does not know, so that is none. */
    private static boolean bearsASign(SQLException failure) {
        String state = failure.getSQLState();
        if (failure instanceof SQLNonTransientConnectionException
                || failure instanceof SQLRecoverableException
                || failure instanceof SQLTimeoutException) {
            return true;
        }
        if (state == null || state.length() != 5) {
            return !isAnswerOfSqlite(failure);
        }
        return state.startsWith(CONNECTION)
                || state.startsWith(SHUTDOWN)
                || SILENCE.contains(state)
                || SILENCE_BY_CODE.contains(failure.getErrorCode())
                // Made up by a driver: MariaDB and MySQL number all that they say.
                || (state.equals("HY000") && failure.getErrorCode() <= 0);
    }

    /** It has no states, and no connection that could be lost. */
    private static boolean isAnswerOfSqlite(SQLException failure) {
        int code = failure.getErrorCode() & 0xff;
        return failure.getClass().getName().startsWith("org.sqlite.") && code > 0 && code != SQLITE_IO_ERROR;
    }

    /** {@return the outermost exception of the database behind a failure} */
    public static Optional<SQLException> behind(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql) {
                return Optional.of(sql);
            }
        }
        return Optional.empty();
    }
}
