// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.agroal.api.transaction.TransactionIntegration;
import io.bindkey.unit.TransactionServices;
import io.bindkey.unit.Unit;
import jakarta.transaction.Synchronization;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds what belongs to the JTA transaction of the calling thread. All of it is one resource of the transaction
 * synchronization registry (Jakarta Transactions 2.0, section 3.8).
 */
final class JtaTransactions {

    private final TransactionServices services;
    private final WritePolicy policy;

    /** Names the resource; each deployment has one of its own. */
    private final Object key = new Object();

    JtaTransactions(TransactionServices services, WritePolicy policy) {
        this.services = services;
        this.policy = policy;
    }

    boolean inTransaction() {
        return services.inTransaction();
    }

    /** {@return what tells the current transaction from others} */
    Object currentKey() {
        return services.registry().getTransactionKey();
    }

    /** {@return what belongs to the current transaction, made when it is asked for first} */
    JtaTransaction current() {
        JtaTransaction known = ifTouched();
        return known != null ? known : begin();
    }

    @Nullable
    JtaTransaction ifTouched() {
        return (JtaTransaction) services.registry().getResource(key);
    }

    private JtaTransaction begin() {
        JtaTransaction transaction = new JtaTransaction(services, policy);
        // Interposed, so that it ends after the application's own synchronizations and the providers'.
        services.registry().registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                // The providers flush by synchronizations of their own.
            }

            @Override
            public void afterCompletion(int status) {
                transaction.end();
            }
        });
        services.registry().putResource(key, transaction);
        return transaction;
    }

    /** Runs something in the active transaction, which it marks for rollback when it throws, else in one of its own. */
    <R> R call(Supplier<R> work) {
        if (!inTransaction()) {
            return services.callInNew(work);
        }
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            services.registry().setRollbackOnly();
            throw e;
        }
    }

    TransactionIntegration integration(Unit unit) {
        return new PoolIntegration(this, services, unit);
    }
}
