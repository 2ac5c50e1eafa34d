// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import java.sql.SQLException;
import java.util.Set;

/**
 * Tells the pool which connections it must not hand out again: those that are lost, and those that a switch-over has left
 * on a database that is for reading only.
 *
 * @param readOnly whether the bind itself is for reading only, so that a refused write says nothing of the connection
 */
record LostConnection(boolean readOnly) {

    /** An answer, and the last one: timeouts of PostgreSQL that end the session; Galera's node has left the cluster. */
    private static final Set<String> LAST_ANSWERS = Set.of("25P03", "25P04", "25S03");

    /** {@return whether the connection must not be used any more} */
    boolean isFatal(SQLException failure) {
        return DatabaseAnswer.isLost(failure)
                || DatabaseAnswer.anyIn(failure, LostConnection::isLastAnswer)
                || (!readOnly && DatabaseAnswer.anyIn(failure, RefusedWrite::is));
    }

    private static boolean isLastAnswer(SQLException failure) {
        return failure.getSQLState() != null && LAST_ANSWERS.contains(failure.getSQLState());
    }
}
