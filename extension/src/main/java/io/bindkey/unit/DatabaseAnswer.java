// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransactionRollbackException;
import java.util.Optional;
import java.util.Set;

/** Tells a database that said no from one that said nothing. */
public final class DatabaseAnswer {

    /** Data exception, constraint violation, invalid transaction state, rollback, syntax error, check option. */
    private static final Set<String> REFUSALS = Set.of("22", "23", "25", "40", "42", "44");

    private DatabaseAnswer() {}

    /** {@return whether the database answered with a refusal; without an answer it may have done it all the same} */
    public static boolean refused(SQLException failure) {
        return failure instanceof SQLIntegrityConstraintViolationException
                || failure instanceof SQLTransactionRollbackException
                || failure instanceof SQLSyntaxErrorException
                || REFUSALS.contains(stateOf(failure).substring(0, 2));
    }

    /** {@return the SQL state, at least two characters} */
    static String stateOf(SQLException failure) {
        String state = failure.getSQLState();
        return state == null || state.length() < 2 ? "??" : state;
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
