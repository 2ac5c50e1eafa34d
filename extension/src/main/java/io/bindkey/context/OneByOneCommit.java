// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.bindkey.PartialCommitException.Outcome;
import io.bindkey.message.Failures;
import java.sql.SQLException;
import java.sql.SQLIntegrityConstraintViolationException;
import java.sql.SQLSyntaxErrorException;
import java.sql.SQLTransactionRollbackException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Commits several databases one after another. The first failure rolls the rest back, and what became of each is told.
 */
final class OneByOneCommit {

    /** Data exception, constraint violation, invalid transaction state, rollback, syntax error, check option. */
    private static final Set<String> ANSWERED_WITH_ROLLBACK = Set.of("22", "23", "25", "40", "42", "44");

    private OneByOneCommit() {}

    /** One database's part of a transaction. */
    interface Branch {

        String key();

        void commit() throws Exception;

        void rollback() throws Exception;
    }

    /**
     * Commits in the order given.
     *
     * @throws io.bindkey.PartialCommitException when one was committed and another was not, or when a database of
     *     several did not answer
     * @throws jakarta.persistence.RollbackException when none was committed
     */
    static void commit(List<? extends Branch> branches) {
        Map<String, Outcome> outcomes = new LinkedHashMap<>();
        Exception failure = null;
        for (Branch branch : branches) {
            if (failure == null) {
                failure = commit(branch, outcomes);
            } else {
                rollback(branch, failure);
                outcomes.put(branch.key(), Outcome.ROLLED_BACK);
            }
        }
        if (failure != null) {
            boolean nothingDone = outcomes.values().stream().allMatch(Outcome.ROLLED_BACK::equals);
            throw nothingDone ? Failures.rolledBack(failure) : Failures.partialCommit(outcomes, failure);
        }
    }

    private static @Nullable Exception commit(Branch branch, Map<String, Outcome> outcomes) {
        try {
            branch.commit();
            outcomes.put(branch.key(), Outcome.COMMITTED);
            return null;
        } catch (Exception e) {
            outcomes.put(branch.key(), outcomeOf(e));
            return e;
        }
    }

    private static void rollback(Branch branch, Exception failure) {
        try {
            branch.rollback();
        } catch (Exception e) {
            // The connection is lost, and with it what was not committed: the database rolls it back by itself.
            failure.addSuppressed(e);
        }
    }

    /** A database that answered has rolled back; one that did not may have committed all the same. */
    private static Outcome outcomeOf(Exception failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t instanceof SQLException sql) {
                return answered(sql) ? Outcome.ROLLED_BACK : Outcome.UNKNOWN;
            }
        }
        // The provider gave up before it asked the database.
        return Outcome.ROLLED_BACK;
    }

    private static boolean answered(SQLException failure) {
        String state = failure.getSQLState();
        return failure instanceof SQLIntegrityConstraintViolationException
                || failure instanceof SQLTransactionRollbackException
                || failure instanceof SQLSyntaxErrorException
                || (state != null && state.length() >= 2 && ANSWERED_WITH_ROLLBACK.contains(state.substring(0, 2)));
    }
}
