// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.RollbackException;
import java.util.Collection;
import java.util.List;

/** What can go wrong where others write to the same database, above all by other nodes of a cluster. */
public final class ClusterFailures {

    private ClusterFailures() {}

    /** {@return the failure of a commit that another transaction was ahead of, as the standard has it} */
    public static RollbackException conflict(Throwable cause, Collection<String> passwords) {
        OptimisticLockException conflict = lostTo(cause, passwords);
        return new RollbackException(conflict.getMessage(), conflict);
    }

    /** {@return the same for a transaction manager, which makes the exception around it} */
    public static OptimisticLockException lostTo(Throwable cause, Collection<String> passwords) {
        return new OptimisticLockException(
                Failures.text(
                        180,
                        "The transaction was rolled back because another one has changed the same rows and was "
                                + "committed first. Repeat the whole transaction, beginning with what it reads: %s",
                        Secrets.reason(cause, passwords)),
                cause);
    }

    /** {@return the failure of schema work that somebody else has begun as well, because it seemed to be dead} */
    public static IllegalStateException lockLost(String key) {
        return new IllegalStateException(Failures.text(
                186,
                "The lock for the schema of bind '%s' was taken over while it was held here: nothing was heard of this "
                        + "process for half a minute. Compare the tables and the rows of a load script with what they "
                        + "shall be, then repeat the operation.",
                key));
    }

    public static IllegalStateException nodeBehind(String key, String node, Throwable cause) {
        return new IllegalStateException(
                Failures.text(
                        187,
                        "The schema of bind '%s' is changed, but the node %s does not get that far: %s",
                        key,
                        Secrets.mask(node),
                        Secrets.reason(cause, List.of())),
                cause);
    }
}
