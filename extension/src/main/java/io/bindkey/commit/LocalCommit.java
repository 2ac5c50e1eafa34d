// SPDX-License-Identifier: Apache-2.0
package io.bindkey.commit;

import io.bindkey.PartialCommitException;
import io.bindkey.TransactionOutcome;
import io.bindkey.database.DatabaseAnswer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Commits the flushed branches of a resource-local transaction. */
final class LocalCommit {

    private final Collection<LocalBranch> branches;
    private final WritePolicy.Writers writers;
    private final Map<String, TransactionOutcome> outcomes;

    /**
     * Creates it.
     *
     * @param branches in key order
     * @param writers those that were written to, by all that is known
     * @param outcomes receives what becomes of each bind, also when it fails
     */
    LocalCommit(
            Collection<LocalBranch> branches, WritePolicy.Writers writers, Map<String, TransactionOutcome> outcomes) {
        this.branches = branches;
        this.writers = writers;
        this.outcomes = outcomes;
    }

    void run() {
        try {
            if (branches.size() == 1) {
                alone(branches.iterator().next(), LocalBranch::commitFlushed);
            } else {
                readers();
                writers();
            }
        } catch (PartialCommitException e) {
            outcomes.putAll(e.outcomes());
            throw e;
        } catch (RuntimeException e) {
            branches.forEach(branch -> branch.rollbackAfter(e));
            throw e;
        }
        outcomes.replaceAll((key, before) -> TransactionOutcome.COMMITTED);
    }

    /** First, so that all the rest can still be rolled back: a select may have called what writes. */
    private void readers() {
        try {
            for (LocalBranch branch : branches) {
                if (!writers.contains(branch.unit())) {
                    alone(branch, LocalBranch::commit);
                }
            }
        } catch (RuntimeException e) {
            throw FailedCommit.rolledBack(e, OneByOneCommit.passwords(branches));
        }
    }

    private void writers() {
        List<LocalBranch> written = branches.stream()
                .filter(branch -> writers.contains(branch.unit()))
                .toList();
        if (written.size() == 1) {
            alone(written.get(0), LocalBranch::commit);
        } else {
            OneByOneCommit.commit(written);
        }
    }

    /** As an ordinary entity manager would have it, with the provider's own exceptions, but that it says what to repeat. */
    private void alone(LocalBranch branch, Consumer<LocalBranch> commit) {
        try {
            commit.accept(branch);
        } catch (RuntimeException e) {
            TransactionOutcome outcome = OneByOneCommit.outcomeOf(branch, e);
            outcomes.put(branch.key(), outcome);
            throw outcome == TransactionOutcome.ROLLED_BACK && DatabaseAnswer.isConflict(e)
                    ? FailedCommit.rolledBack(e, branch.passwords())
                    : e;
        }
    }
}
