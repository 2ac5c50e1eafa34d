// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

/** How a bind takes part in transactions. */
public enum TransactionKind {
    /** In the transaction manager's transactions, committed in one phase. */
    JTA,
    /** In the transaction manager's transactions, by two-phase commit. */
    XA,
    /** In transactions of the entity manager's own. */
    RESOURCE_LOCAL;

    /** {@return whether a transaction manager drives it} */
    public boolean usesTransactionManager() {
        return this != RESOURCE_LOCAL;
    }

    /** {@return the word as the configuration and the log have it} */
    public String word() {
        return switch (this) {
            case JTA -> "jta";
            case XA -> "xa";
            case RESOURCE_LOCAL -> "resource-local";
        };
    }
}
