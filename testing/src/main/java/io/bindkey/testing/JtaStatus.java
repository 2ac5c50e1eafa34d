// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;

/** What the transaction manager says. Touched only where there is one. */
final class JtaStatus {

    private JtaStatus() {}

    /** {@return whether a transaction is active that is not marked for rollback} */
    static boolean isActive(SeContainer container) {
        Instance<UserTransaction> transaction = container.select(UserTransaction.class);
        try {
            return transaction.isResolvable() && transaction.get().getStatus() == Status.STATUS_ACTIVE;
        } catch (SystemException e) {
            throw new IllegalStateException(e);
        }
    }
}
