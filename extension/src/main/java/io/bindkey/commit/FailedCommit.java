// SPDX-License-Identifier: Apache-2.0
package io.bindkey.commit;

import io.bindkey.database.DatabaseAnswer;
import io.bindkey.message.ClusterFailures;
import io.bindkey.message.TransactionFailures;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.RollbackException;
import java.util.Collection;

/** What a commit throws that has rolled back everything. */
final class FailedCommit {

    private FailedCommit() {}

    /** {@return the exception of the standard; a transaction that has lost to another one shall be repeated} */
    static RollbackException rolledBack(Throwable failure, Collection<String> passwords) {
        if (!DatabaseAnswer.isConflict(failure)) {
            return TransactionFailures.rolledBack(failure, passwords);
        }
        boolean told = failure.getCause() instanceof OptimisticLockException;
        return told && failure instanceof RollbackException known
                ? known
                : ClusterFailures.conflict(failure, passwords);
    }
}
