// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.agroal.api.transaction.TransactionIntegration;
import io.bindkey.TransactionOutcome;
import io.bindkey.message.Failures;
import io.bindkey.unit.Recovery;
import io.bindkey.unit.TransactionServices;
import io.bindkey.unit.Unit;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;

/**
 * Finds what belongs to the JTA transaction of the calling thread. All of it is one resource of the transaction
 * synchronization registry (Jakarta Transactions 2.0, section 3.8).
 */
final class JtaTransactions {

    private final TransactionServices services;
    private final Recovery recovery;
    private final WritePolicy policy;
    private final Completion completion;

    /** Names the resource; each deployment has one of its own. */
    private final Object key = new Object();

    /** Those that the manager has ended while their threads were still at work. */
    private final Queue<JtaTransaction> leftBehind = new ConcurrentLinkedQueue<>();

    JtaTransactions(TransactionServices services, Recovery recovery, WritePolicy policy, Completion completion) {
        this.services = services;
        this.recovery = recovery;
        this.policy = policy;
        this.completion = completion;
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
        closeLeftBehind();
        JtaTransaction transaction = new JtaTransaction(services, policy);
        try {
            // Interposed, so that it ends after the application's own synchronizations and the providers'.
            services.registry().registerInterposedSynchronization(new Synchronization() {
                @Override
                public void beforeCompletion() {
                    // The providers flush after this, by synchronizations of their own.
                    completion.before(transaction.keys());
                }

                @Override
                public void afterCompletion(int status) {
                    Map<String, TransactionOutcome> outcomes = transaction.outcomes(status);
                    transaction.end();
                    if (!transaction.ownerIsDone()) {
                        leftBehind.add(transaction);
                    }
                    completion.after(outcomes);
                }
            });
        } catch (RuntimeException e) {
            // Some managers take no synchronization any more then, and nobody would hear of the transaction's end.
            throw services.status() == Status.STATUS_MARKED_ROLLBACK ? Failures.markedForRollback(e) : e;
        }
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

    private void closeLeftBehind() {
        leftBehind.removeIf(transaction -> {
            boolean done = transaction.ownerIsDone();
            if (done) {
                transaction.closeLeftBehind();
            }
            return done;
        });
    }

    /** {@return whether this thread still has a transaction that was rolled back behind its back} */
    boolean wasRolledBack() {
        int status = services.status();
        return status == Status.STATUS_ROLLEDBACK || status == Status.STATUS_ROLLING_BACK;
    }

    /** {@return a branch as the manager shall know it} */
    XAResource named(Unit unit, XAResource branch) {
        return recovery.named(unit, branch);
    }

    /** Recovery shall tell the database of a bind what it could not be told. */
    void untold(Unit unit, Xid xid, boolean commit) {
        recovery.untold(unit, xid, commit);
    }

    TransactionIntegration integration(Unit unit) {
        return new PoolIntegration(this, services, unit);
    }
}
