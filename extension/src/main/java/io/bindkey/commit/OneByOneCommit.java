// SPDX-License-Identifier: Apache-2.0
package io.bindkey.commit;

import io.bindkey.TransactionOutcome;
import io.bindkey.database.DatabaseAnswer;
import io.bindkey.message.Failures;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

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
        for (int i = 0; i < branches.size(); i++) {
            try {
                branches.get(i).commit();
            } catch (Exception e) {
                throw failed(branches, i, e);
            }
        }
    }

    private static RuntimeException failed(List<? extends Branch> branches, int at, Exception failure) {
        Map<String, TransactionOutcome> outcomes = new LinkedHashMap<>();
        branches.subList(0, at).forEach(branch -> outcomes.put(branch.key(), TransactionOutcome.COMMITTED));
        Branch failed = branches.get(at);
        outcomes.put(failed.key(), outcomeOf(failed, failure));
        for (Branch branch : branches.subList(at + 1, branches.size())) {
            rollback(branch, failure);
            outcomes.put(branch.key(), TransactionOutcome.ROLLED_BACK);
        }
        boolean nothingDone = outcomes.values().stream().allMatch(TransactionOutcome.ROLLED_BACK::equals);
        return nothingDone
                ? FailedCommit.rolledBack(failure, passwords(branches))
                : Failures.partialCommit(outcomes, failure);
    }

    /** {@return the passwords of all of them: what a failure of one shows may be another's} */
    static Set<String> passwords(Collection<? extends Branch> branches) {
        return branches.stream().flatMap(branch -> branch.passwords().stream()).collect(Collectors.toSet());
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
