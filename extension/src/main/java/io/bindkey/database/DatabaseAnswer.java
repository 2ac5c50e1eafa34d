// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Tells a database that said no from one that said nothing.
 *
 * <p>Databases say no in many ways, and procedures in states of their own, but there are few signs of a lost connection:
 * what bears none of them is an answer. In doubt there was none, for a work that is taken for refused may be done twice.
 */
public final class DatabaseAnswer {

    private static final int PATIENCE_SECONDS = 5;

    /** Connection exceptions by the standard; a server that was stopped, or a session that was ended (PostgreSQL). */
    private static final List<String> LOST_CLASSES = List.of("08", "57P");

    /** The conversation has ended (Db2); H2: object closed, connection broken, database closed. */
    private static final Set<String> LOST_STATES = Set.of("58009", "90007", "90067", "90098", "90121");

    private static final Set<Integer> LOST_CODES = Set.of(
            596, // the session was killed (SQL Server)
            1053, // MariaDB and MySQL: the server shuts down
            1927, // the connection was killed
            2006, 2013, 2055, // the server has gone away, the connection was lost
            3169, 4031); // the session was killed, or was idle for too long (MySQL)

    /** Statement completion unknown; transaction state unknown; interrupted (MariaDB); H2: input or output failed. */
    private static final Set<String> SILENCE = Set.of("40003", "25S01", "70100", "90028", "90031");

    /** MariaDB and MySQL: an error during the commit itself; interrupted. */
    private static final Set<Integer> SILENCE_BY_CODE = Set.of(1180, 1317);

    /** SQLite: the disk, which may have written all the same. */
    private static final int SQLITE_IO_ERROR = 10;

    /** By the standard: the transaction was rolled back because of others, by its serialization or a deadlock. */
    private static final String CONFLICT = "40001";

    /** PostgreSQL's own state for a deadlock. */
    private static final String DEADLOCK = "40P01";

    /** MariaDB and MySQL: a deadlock, or a certification that was lost; the record has changed since it was read. */
    private static final int LOST_CERTIFICATION = 1213;

    private static final int RECORD_CHANGED = 1020;

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

    /**
     * {@return whether a database has rolled a transaction back because another one was ahead, so that the same may succeed
     * when it is done again}
     */
    public static boolean isConflict(Throwable failure) {
        return behind(failure)
                .map(said -> anyIn(said, DatabaseAnswer::isConflictItself))
                .orElse(false);
    }

    private static boolean isConflictItself(SQLException failure) {
        String state = String.valueOf(failure.getSQLState());
        return switch (state) {
            case CONFLICT, DEADLOCK -> true;
            // Other databases have those numbers for something else, under states of their own.
            case "HY000" -> failure.getErrorCode() == LOST_CERTIFICATION || failure.getErrorCode() == RECORD_CHANGED;
            default -> false;
        };
    }

    /** {@return whether a failure shows that its connection is lost} */
    public static boolean isLost(SQLException failure) {
        return anyIn(failure, DatabaseAnswer::isLostItself);
    }

    /** {@return whether one of those that a failure is made of, by its causes and those beside it, is such a one} */
    static boolean anyIn(SQLException failure, Predicate<SQLException> such) {
        for (SQLException next = failure; next != null; next = next.getNextException()) {
            for (Throwable t = next; t != null; t = t.getCause()) {
                if (t instanceof SQLException sql && such.test(sql)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isLostItself(SQLException failure) {
        String state = failure.getSQLState();
        return failure instanceof SQLNonTransientConnectionException
                || failure instanceof SQLRecoverableException
                || LOST_CODES.contains(failure.getErrorCode())
                || (state != null
                        && (LOST_STATES.contains(state) || LOST_CLASSES.stream().anyMatch(state::startsWith)));
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
        if (isLostItself(failure) || failure instanceof SQLTimeoutException) {
            return true;
        }
        if (state == null || state.length() != 5) {
            return !isAnswerOfSqlite(failure);
        }
        return SILENCE.contains(state)
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
