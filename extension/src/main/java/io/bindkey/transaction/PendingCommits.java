// SPDX-License-Identifier: Apache-2.0
package io.bindkey.transaction;

import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.transaction.xa.XAException;

/**
 * Databases that could not be told that a transaction is committed. A manager leaves them to its recovery and says
 * nothing; so whoever calls {@code commit} would find the work of one database missing, and not know why.
 */
public final class PendingCommits {

    /** Names what is kept with each transaction. */
    private static final Object KEY = PendingCommits.class;

    private final List<XAException> failures = new CopyOnWriteArrayList<>();

    /** Whether the only branch has lost its database in the middle of its commit. */
    private volatile boolean unknown;

    private PendingCommits() {}

    /** {@return those of the current transaction, which must be active: later there is no way to it} */
    public static PendingCommits of(TransactionSynchronizationRegistry registry) {
        PendingCommits known = (PendingCommits) registry.getResource(KEY);
        if (known != null) {
            return known;
        }
        PendingCommits fresh = new PendingCommits();
        registry.putResource(KEY, fresh);
        return fresh;
    }

    /** Called by a branch that has promised to commit and lost its database. */
    public void add(XAException failure) {
        failures.add(failure);
    }

    /** Called by a branch that has lost its database in the middle of its commit, and is the only one. */
    public void unknown() {
        unknown = true;
    }

    boolean isUnknown() {
        return unknown;
    }

    /**
     * Tells the caller of {@code commit}.
     *
     * @throws HeuristicMixedException when a database does not know yet
     */
    void tell() throws HeuristicMixedException {
        if (!failures.isEmpty()) {
            HeuristicMixedException told =
                    new HeuristicMixedException(failures.get(0).getMessage());
            told.initCause(failures.get(0));
            failures.stream().skip(1).forEach(told::addSuppressed);
            throw told;
        }
    }
}
