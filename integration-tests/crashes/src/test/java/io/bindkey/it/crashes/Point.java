// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

/** A point of two-phase commit over two databases. */
enum Point {
    /** All is flushed, and the manager has not yet begun to end it. */
    BEFORE_END(false),
    BEFORE_PREPARE(false),
    /** The first database has promised, and its answer is lost. */
    PROMISE_UNANSWERED(false),
    BETWEEN_PREPARES(false),
    /** Both databases have promised, and the manager has not written its decision yet. */
    BEFORE_DECISION(false),
    /** The decision is in the manager's log. */
    BEFORE_COMMITS(true),
    /** The first database has committed, and its answer is lost. */
    COMMIT_UNANSWERED(true),
    BETWEEN_COMMITS(true),
    BEFORE_LOG_IS_FORGOTTEN(true);

    private final boolean decided;

    Point(boolean decided) {
        this.decided = decided;
    }

    /** {@return whether the transaction must be found committed when it is interrupted here} */
    boolean isDecided() {
        return decided;
    }

    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
