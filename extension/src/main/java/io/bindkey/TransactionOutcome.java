// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

/**
 * How a transaction ended in the database of one bind.
 *
 * @since 1.0
 */
public enum TransactionOutcome {
    /** Its work is in the database. */
    COMMITTED,
    /** Its work is not in the database. */
    ROLLED_BACK,
    /**
     * The database did not answer. After two-phase commit, the transaction manager's recovery tells it the decision as
     * soon as it answers again; else only the database itself can tell.
     */
    UNKNOWN
}
