// SPDX-License-Identifier: Apache-2.0
package io.bindkey.provider;

import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.function.Supplier;

/**
 * The transaction manager as units and providers need it; the room {@code transaction} finds it. Safe for use by several
 * threads.
 */
public interface TransactionPlatform {

    TransactionManager manager();

    TransactionSynchronizationRegistry registry();

    /** {@return whether it is one on the application's class path, rather than a server's} */
    boolean onClassPath();

    /** {@return whether work can still join the transaction of this thread} */
    boolean inTransaction();

    /**
     * Registers what a provider does at the end of this thread's transaction: interposed, so that it comes after the
     * application's own synchronizations (Jakarta Transactions 2.0, section 3.8).
     */
    void interpose(Synchronization synchronization);

    /** {@return the status of this thread's transaction, a constant of {@link jakarta.transaction.Status}} */
    int status();

    /** {@return what the work gives, done while this thread's transaction is suspended} */
    <T> T outsideTransaction(Supplier<T> work);
}
