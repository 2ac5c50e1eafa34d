// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What a connection is doing as it is killed. */
enum Phase {
    /** It waits in the pool. */
    IDLE,
    /** It is in the middle of a query. */
    READING,
    /** A transaction has read with it. */
    READ,
    /** A transaction has written with it, and has yet to commit. */
    FLUSHED,
    /** The transaction manager is about to ask for a promise. */
    PREPARING,
    /** The database has promised, and the connection is lost before its answer comes. */
    PROMISE_LOST,
    /** The database has promised. */
    PROMISED,
    /** The commit is about to be sent. */
    COMMITTING,
    /** The database has committed, and the connection is lost before its answer comes. */
    ANSWER_LOST;

    static List<Phase> of(Kind kind) {
        return Arrays.stream(values())
                .filter(phase -> kind == Kind.XA || !phase.isOfTwoPhases())
                .toList();
    }

    /** {@return whether only the call that ends the transaction can meet it: all was written before} */
    boolean afterWrites() {
        return compareTo(FLUSHED) >= 0;
    }

    /** {@return whether it happens inside of the call that ends the transaction} */
    boolean atCommit() {
        return compareTo(FLUSHED) > 0;
    }

    private boolean isOfTwoPhases() {
        return this == PREPARING || this == PROMISE_LOST || this == PROMISED;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
