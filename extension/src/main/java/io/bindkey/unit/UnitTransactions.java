// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.provider.TransactionPlatform;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.function.Supplier;

/**
 * The transaction manager as the provider of a unit has it.
 *
 * @param services the platform's
 * @param hooks may do at the end of a transaction what the provider wants to be done then
 */
record UnitTransactions(TransactionPlatform services, TransactionHooks hooks) implements TransactionPlatform {

    @Override
    public void interpose(Synchronization synchronization) {
        if (!hooks.takes(synchronization)) {
            services.interpose(synchronization);
        }
    }

    @Override
    public TransactionManager manager() {
        return services.manager();
    }

    @Override
    public TransactionSynchronizationRegistry registry() {
        return services.registry();
    }

    @Override
    public boolean onClassPath() {
        return services.onClassPath();
    }

    @Override
    public boolean inTransaction() {
        return services.inTransaction();
    }

    @Override
    public int status() {
        return services.status();
    }

    @Override
    public <T> T outsideTransaction(Supplier<T> work) {
        return services.outsideTransaction(work);
    }
}
