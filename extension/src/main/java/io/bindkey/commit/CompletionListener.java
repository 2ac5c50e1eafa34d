// SPDX-License-Identifier: Apache-2.0
package io.bindkey.commit;

import io.bindkey.TransactionOutcome;

/** Hears of the end of each transaction, bind by bind. Called by several threads. */
public interface CompletionListener {

    /** {@return whether nobody hears of any end, so that it need not be called} */
    default boolean isSilent() {
        return false;
    }

    /** The transaction, which has used that bind, is about to be committed. What it throws rolls back. */
    void before(String key);

    /** The transaction has ended so in the database of that bind. */
    void after(String key, TransactionOutcome outcome);
}
