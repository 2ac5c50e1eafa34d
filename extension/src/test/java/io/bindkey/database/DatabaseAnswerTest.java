// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.EOFException;
import java.lang.reflect.Proxy;
import java.net.SocketTimeoutException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTimeoutException;
import java.sql.SQLTransientConnectionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is an answer, by product. */
class DatabaseAnswerTest {

    @ParameterizedTest
    @CsvSource({
        "40001, 1213, true",
        "40001, 0, true",
        "40P01, 0, true",
        "HY000, 1020, true",
        "HY000, 1213, true",
        "HY000, 1205, false",
        "42000, 1213, false",
        "23505, 0, false",
    })
    void tellsWhoHasLostToAnotherTransaction(String state, int code, boolean lost) {
        SQLException failure = new SQLException("no", state, code);
        assertThat(DatabaseAnswer.isConflict(new IllegalStateException(failure)))
                .isEqualTo(lost);
    }

    @ParameterizedTest(name = "{0}: {1}, {2}: {3}")
    @CsvSource({
        // Any product, by the standard.
        "standard, 0A000, 0, answer",
        "standard, 22001, 0, answer",
        "standard, 23505, 0, answer",
        "standard, 25S03, 0, answer",
        "standard, 27000, 0, answer",
        "standard, 2F002, 0, answer",
        "standard, 38000, 0, answer",
        "standard, 39000, 0, answer",
        "standard, 40001, 0, answer",
        "standard, 40002, 0, answer",
        "standard, 42601, 0, answer",
        "standard, 44000, 0, answer",
        "standard, 45000, 0, answer",
        "standard, 08006, 0, silence",
        "standard, 08007, 0, silence",
        "standard, 40003, 0, silence",
        "standard, 25S01, 0, silence",
        // A driver that tells nothing.
        "any, , 0, silence",
        "any, '', 0, silence",
        "any, HY000, 0, silence",
        // What a trigger raises, and what the server itself has against a commit.
        "PostgreSQL, P0001, 0, answer",
        "PostgreSQL, P0004, 0, answer",
        "PostgreSQL, Z1234, 0, answer",
        "PostgreSQL, 25P02, 0, answer",
        "PostgreSQL, 25P03, 0, answer",
        "PostgreSQL, 25006, 0, answer",
        "PostgreSQL, 53100, 0, answer",
        "PostgreSQL, 54001, 0, answer",
        "PostgreSQL, 55000, 0, answer",
        "PostgreSQL, 57014, 0, answer",
        "PostgreSQL, 58030, 0, answer",
        "PostgreSQL, XX000, 0, answer",
        "PostgreSQL, 57P01, 0, silence",
        "PostgreSQL, 57P02, 0, silence",
        "PostgreSQL, 57P03, 0, silence",
        "PostgreSQL, 57P05, 0, silence",
        "PostgreSQL, 08P01, 0, silence",
        "MariaDB, HY000, 1205, answer",
        "MariaDB, HY000, 1290, answer",
        "MariaDB, HY000, 1114, answer",
        "MariaDB, 45000, 1644, answer",
        "MariaDB, 40001, 1213, answer",
        "MariaDB, HY000, 1180, silence",
        "MariaDB, HY000, 2006, silence",
        "MariaDB, HY000, 2013, silence",
        "MariaDB, HY000, -1, silence",
        "MariaDB, 70100, 1317, silence",
        "MariaDB, 70100, 1927, silence",
        "MariaDB, 08S01, 1053, silence",
        "MySQL, HY000, 4031, silence",
        "H2, 23506, 23506, answer",
        "H2, 90040, 90040, answer",
        "H2, 90067, 90067, silence",
        "H2, 90098, 90098, silence",
        "H2, 90121, 90121, silence",
        "Oracle, 72000, 2091, answer",
        "SQL Server, S0001, 50000, answer",
        "SQL Server, S0001, 596, silence",
        "Db2, 58009, -4499, silence"
    })
    void theStateTellsAnAnswerFromSilence(String product, String state, int code, String expected) {
        SQLException failure = new SQLException("as " + product + " has it", state, code);
        assertThat(DatabaseAnswer.refused(failure)).isEqualTo(expected.equals("answer"));
    }

    /** Its driver makes this of every state that it does not know. */
    @Test
    void aSignalOfMariaDbIsAnAnswerWhateverItsDriverMakesOfIt() {
        assertThat(DatabaseAnswer.refused(new SQLTransientConnectionException("no", "45000", 1644)))
                .isTrue();
        assertThat(DatabaseAnswer.refused(new SQLTransientConnectionException("no", "08000", 1)))
                .isFalse();
    }

    @Test
    void aTypeOfTheStandardThatMeansALostConnectionIsNoAnswer() {
        assertThat(DatabaseAnswer.refused(new SQLNonTransientConnectionException("no", "72000")))
                .isFalse();
        assertThat(DatabaseAnswer.refused(new SQLRecoverableException("no", "72000")))
                .isFalse();
        assertThat(DatabaseAnswer.refused(new SQLTimeoutException("no", "57014")))
                .isFalse();
    }

    @Test
    void aSocketThatFailedIsNoAnswerWhereverItStands() {
        SQLException outside = new SQLException("could not read", "99999", new SocketTimeoutException("late"));
        SQLException next = new SQLException("refused", "23505");
        next.setNextException(new SQLException("could not read", "99999", new EOFException()));
        SQLException inside = new SQLException("refused", "23505", new SQLException("closed", "08003"));

        assertThat(DatabaseAnswer.refused(outside)).isFalse();
        assertThat(DatabaseAnswer.refused(next)).isFalse();
        assertThat(DatabaseAnswer.refused(inside)).isFalse();
    }

    @Test
    void whatIsNoConnectionIsNotAskedAndOneThatBreaksIsLost() {
        assertThat(DatabaseAnswer.isConnected("no connection")).isTrue();
        assertThat(DatabaseAnswer.isConnected(connection(true))).isTrue();
        assertThat(DatabaseAnswer.isConnected(connection(false))).isFalse();
        assertThat(DatabaseAnswer.isConnected(connection(new SQLException("closed"))))
                .isFalse();
        assertThat(DatabaseAnswer.isConnected(connection(new IllegalStateException("broken"))))
                .isFalse();
    }

    private static Connection connection(Object whenAsked) {
        return (Connection) Proxy.newProxyInstance(
                DatabaseAnswerTest.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                    if (whenAsked instanceof Throwable broken) {
                        throw broken;
                    }
                    return whenAsked;
                });
    }
}
