// SPDX-License-Identifier: Apache-2.0
package io.bindkey.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.List;
import javax.transaction.xa.XAException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a manager is told, by step, the driver's error code, and what the database said. */
class XaStepTest {

    private static final int NONE = 0;

    @ParameterizedTest(name = "{0}: driver {1}, SQL state {2}: {3}, BINDKEY-{4}")
    @CsvSource({
        // What fails before any vote is rolled back with the connection.
        "WORK, none, 08S01, XAER_RMFAIL, 143",
        "WORK, none, , XAER_RMFAIL, 143",
        "WORK, XAER_RMFAIL, 08006, XAER_RMFAIL, 143",
        "WORK, XAER_RMERR, 08006, XAER_RMERR, 143",
        "WORK, XAER_DUPID, , XAER_DUPID, 143",
        "WORK, XA_RBDEADLOCK, 40001, XA_RBDEADLOCK, 143",
        "WORK, XA_HEURMIX, , XA_HEURMIX, 143",
        // A vote that is not given is a no, whatever the reason; the code only has to be one that managers know.
        "PREPARE, XAER_RMFAIL, 08006, XAER_RMFAIL, 143",
        "PREPARE, XAER_RMERR, 55000, XAER_RMERR, 143",
        "PREPARE, XA_RBINTEGRITY, 23505, XA_RBINTEGRITY, 143",
        "PREPARE, none, 08S01, XAER_RMFAIL, 143",
        // Alone, only the database's own word says that it is rolled back.
        "COMMIT_ALONE, XA_RBINTEGRITY, 23505, XA_RBINTEGRITY, 143",
        "COMMIT_ALONE, XAER_RMERR, 40001, XA_RBOTHER, 143",
        "COMMIT_ALONE, none, 23000, XA_RBOTHER, 143",
        "COMMIT_ALONE, none, P0001, XA_RBOTHER, 143",
        "COMMIT_ALONE, XAER_RMERR, 45000, XA_RBOTHER, 143",
        "COMMIT_ALONE, XAER_RMERR, 08006, XAER_RMFAIL, 144",
        // Drivers also say so when they have only lost the connection.
        "COMMIT_ALONE, XA_RBROLLBACK, 08006, XAER_RMFAIL, 144",
        "COMMIT_ALONE, XA_RBROLLBACK, , XA_RBROLLBACK, 143",
        "COMMIT_ALONE, none, 08S01, XAER_RMFAIL, 144",
        "COMMIT_ALONE, none, , XAER_RMFAIL, 144",
        "COMMIT_ALONE, XAER_NOTA, XAE04, XAER_NOTA, 144",
        // What was promised is repeated until the database has answered.
        "COMMIT, XAER_RMFAIL, 08006, XAER_RMFAIL, 145",
        "COMMIT, XAER_RMERR, 08006, XAER_RMFAIL, 145",
        "COMMIT, XAER_RMERR, 55006, XAER_RMFAIL, 145",
        "COMMIT, XAER_INVAL, , XAER_RMFAIL, 145",
        "COMMIT, none, 08S01, XAER_RMFAIL, 145",
        // Somebody else has ended it.
        "COMMIT, XAER_NOTA, , XAER_NOTA, 144",
        "COMMIT, XAER_RMERR, 42704, XAER_NOTA, 144",
        "COMMIT, XA_HEURRB, , XA_HEURRB, 144",
        "COMMIT, XA_RBROLLBACK, , XA_RBROLLBACK, 144",
        "ROLLBACK, XAER_RMERR, 08006, XAER_RMFAIL, 146",
        "ROLLBACK, none, 08S01, XAER_RMFAIL, 146",
        "ROLLBACK, XAER_NOTA, , XAER_NOTA, 146",
        "ROLLBACK, XA_RBDEADLOCK, 40001, XA_RBDEADLOCK, 146"
    })
    void aFailureIsExplained(XaStep step, String code, String state, String expected, String message)
            throws ReflectiveOperationException {
        XAException failure = new XAException("as the driver has it");
        failure.errorCode = codeOf(code);
        if (state != null) {
            failure.initCause(new SQLException("as the database has it", state));
        }

        XAException explained = step.explained("auth", "the reason", failure, () -> true);

        assertThat(explained.errorCode).isEqualTo(codeOf(expected));
        assertThat(explained)
                .hasMessageStartingWith("BINDKEY-" + message + ": ")
                .hasMessageContaining("bind 'auth'".replace("bind", message.equals("143") ? "Bind" : "bind"))
                .hasMessageContaining("the reason")
                .hasCause(failure);
    }

    @Test
    void aRefusalOnAConnectionThatIsGoneIsNone() {
        XAException failure = new XAException(XAException.XA_RBINTEGRITY);
        failure.initCause(new SQLException("a key is missing", "23503"));

        XAException explained = XaStep.COMMIT_ALONE.explained("auth", "the reason", failure, () -> false);

        assertThat(explained.errorCode).isEqualTo(XAException.XAER_RMFAIL);
        assertThat(explained).hasMessageStartingWith("BINDKEY-144: ");
    }

    @Test
    void whatHasNoCodeGetsThatOfALostConnection() {
        XAException known = new XAException(XAException.XA_RBROLLBACK);
        XAException without = new XAException("socket closed");
        IllegalStateException broken = new IllegalStateException("the driver broke");

        assertThat(XaStep.withCode(known)).isSameAs(known);
        for (Exception failure : List.of(without, broken)) {
            assertThat(XaStep.withCode(failure))
                    .hasMessage(failure.getMessage())
                    .hasCause(failure)
                    .satisfies(coded -> assertThat(coded.errorCode).isEqualTo(XAException.XAER_RMFAIL));
        }
    }

    private static int codeOf(String name) throws ReflectiveOperationException {
        return name.equals("none") ? NONE : XAException.class.getField(name).getInt(null);
    }
}
