// SPDX-License-Identifier: Apache-2.0
package io.bindkey.commit;

import io.bindkey.TransactionOutcome;
import io.bindkey.database.DatabaseAnswer;
import io.bindkey.message.Failures;
import io.bindkey.message.TransactionFailures;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Commits several databases one after another. The first failure rolls the rest back, and what became of each is told.
 */
final class OneByOneCommit {

    private OneByOneCommit() {}

    /** One database's part of a transaction. */
    interface Branch {

        String key();

        /** {@return the passwords that messages must not show} */
        Set<String> passwords();

        void commit() throws Exception;

        void rollback() throws Exception;

        /** {@return whether its connection still works after a failure; asked only when that looks like an answer} */
        default boolean isConnected() {
            return true;
        }
    }

    /**
     * Commits in the order given.
     *
     * @throws io.bindkey.PartialCommitException when one was committed and another was not, or when a database of
     *     several did not answer
     * @throws jakarta.persistence.RollbackException when none was committed
     */
    static void commit(List<? extends Branch> branches) {
        Map<String, TransactionOutcome> outcomes = new LinkedHashMap<>();
        Exception failure = null;
        for (Branch branch : branches) {
            if (failure == null) {
                failure = commit(branch, outcomes);
            } else {
                rollback(branch, failure);
                outcomes.put(branch.key(), TransactionOutcome.ROLLED_BACK);
            }
        }
        if (failure != null) {
            boolean nothingDone = outcomes.values().stream().allMatch(TransactionOutcome.ROLLED_BACK::equals);
            throw nothingDone
                    ? TransactionFailures.rolledBack(failure, passwords(branches))
                    : Failures.partialCommit(outcomes, failure);
        }
    }

    /** {@return the passwords of all of them: what a failure of one shows may be another's} */
    static Set<String> passwords(Collection<? extends Branch> branches) {
        return branches.stream().flatMap(branch -> branch.passwords().stream()).collect(Collectors.toSet());
    }

    private static @Nullable Exception commit(Branch branch, Map<String, TransactionOutcome> outcomes) {
        try {
            branch.commit();
            outcomes.put(branch.key(), TransactionOutcome.COMMITTED);
            return null;
        } catch (Exception e) {
            outcomes.put(branch.key(), outcomeOf(branch, e));
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
    static TransactionOutcome outcomeOf(Branch branch, Exception failure) {
        // Without an exception of the database, the provider gave up before it asked.
        boolean answered = DatabaseAnswer.behind(failure)
                .map(said -> DatabaseAnswer.refused(said) && branch.isConnected())
                .orElse(true);
        return answered ? TransactionOutcome.ROLLED_BACK : TransactionOutcome.UNKNOWN;
    }
}
