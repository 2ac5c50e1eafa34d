// SPDX-License-Identifier: Apache-2.0
package io.bindkey.commit;

import io.bindkey.TransactionOutcome;
import io.bindkey.database.HeldConnection;
import io.bindkey.unit.Unit;
import org.jspecify.annotations.Nullable;

/**
 * What one JTA transaction has of a bind that it has used. Belongs to the thread of the transaction, but that the manager may
 * give back the connection on another one.
 */
final class UsedBind {

    private final Unit unit;

    /** Stays with the transaction until it ends; null before the first, or for somebody else's pool. */
    private volatile @Nullable HeldConnection connection;

    /** What the manager knows of the connection; null for one that knows one phase only. */
    private volatile @Nullable XaBranch branch;

    /** Whether that connection was only read as far as anybody knows, and was committed already. */
    private volatile boolean endedAsReader;

    private volatile @Nullable TransactionOutcome failedAsReader;

    UsedBind(Unit unit) {
        this.unit = unit;
    }

    Unit unit() {
        return unit;
    }

    @Nullable
    HeldConnection connection() {
        return connection;
    }

    @Nullable
    XaBranch branch() {
        return branch;
    }

    /** Keeps a connection until it is {@linkplain #take() taken}. */
    synchronized void keep(HeldConnection kept, @Nullable XaBranch knownAs) {
        branch = knownAs;
        connection = kept;
    }

    /** {@return the connection, which it does not keep any more: only one thread gets it} */
    synchronized @Nullable HeldConnection take() {
        HeldConnection taken = connection;
        connection = null;
        return taken;
    }

    boolean hasEndedAsReader() {
        return endedAsReader;
    }

    void endAsReader() {
        endedAsReader = true;
    }

    /** {@return what has become of it, when its commit failed though it was only read} */
    @Nullable
    TransactionOutcome failedAsReader() {
        return failedAsReader;
    }

    void failAsReader(TransactionOutcome outcome) {
        failedAsReader = outcome;
    }
}
