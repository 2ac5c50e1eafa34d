// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

/** Gets to know an XA pool, to end what its database holds in doubt; the units implement it. */
public interface PoolRecovery {

    /** {@return whether the database will be asked for transactions in doubt} */
    boolean isOn();

    /**
     * The pool is open.
     *
     * @param connections makes connections to its database
     */
    void opened(RecoveryConnections connections);

    /** The pool is closed. */
    void closed();
}
