// SPDX-License-Identifier: Apache-2.0
package io.bindkey.telemetry;

import io.bindkey.TransactionOutcome;

/** How a transaction ended in one bind, as metrics have it. */
enum Outcome {
    COMMITTED("committed"),
    ROLLED_BACK("rolled_back"),
    UNKNOWN("unknown"),
    /** Its database has promised to commit, and could not be told to. */
    IN_DOUBT("in_doubt");

    private final String word;

    Outcome(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    static Outcome of(TransactionOutcome outcome, boolean inDoubt) {
        return switch (outcome) {
            case COMMITTED -> COMMITTED;
            case ROLLED_BACK -> ROLLED_BACK;
            case UNKNOWN -> inDoubt ? IN_DOUBT : UNKNOWN;
        };
    }
}
