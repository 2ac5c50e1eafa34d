// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.bindkey.message.Failures;

/** Where a transaction is in its life, as the application is told by its {@code EntityTransaction}. */
enum TransactionState {
    /** Not begun, or ended: it may be begun. */
    INACTIVE,
    /** Begun: it may be committed, rolled back, or marked. */
    ACTIVE,
    /** Begun and marked: it will be rolled back. */
    MARKED;

    boolean isActive() {
        return this != INACTIVE;
    }

    /**
     * {@return that of a transaction that has begun}
     *
     * @throws IllegalStateException when it is active already
     */
    TransactionState begun() {
        if (isActive()) {
            throw Failures.transactionActive();
        }
        return ACTIVE;
    }

    /**
     * {@return that of a transaction that was marked for rollback}
     *
     * @throws IllegalStateException when it is not active
     */
    TransactionState marked() {
        requireActive();
        return MARKED;
    }

    /**
     * {@return that of a transaction that has ended}
     *
     * @throws IllegalStateException when it is not active
     */
    TransactionState ended() {
        requireActive();
        return INACTIVE;
    }

    /** Fails when it is not active. */
    void requireActive() {
        if (!isActive()) {
            throw Failures.noTransactionActive();
        }
    }
}
