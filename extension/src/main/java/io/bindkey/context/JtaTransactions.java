// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.bindkey.TransactionOutcome;
import io.bindkey.commit.Completion;
import io.bindkey.commit.WritePolicy;
import io.bindkey.database.PoolTransactions;
import io.bindkey.message.Failures;
import io.bindkey.message.Secrets;
import io.bindkey.message.TransactionFailures;
import io.bindkey.transaction.TransactionServices;
import io.bindkey.unit.Recovery;
import io.bindkey.unit.Unit;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
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
    private final Consumer<Collection<Unit>> ended;

    /** Names the resource; each deployment has one of its own. */
    private final Object key = new Object();

    /** Those that the manager has ended while their threads were still at work. */
    private final Queue<JtaTransaction> leftBehind = new ConcurrentLinkedQueue<>();

    /**
     * Creates it.
     *
     * @param ended called on a transaction's thread when it has ended, with the binds that it has used
     */
    JtaTransactions(
            TransactionServices services,
            Recovery recovery,
            WritePolicy policy,
            Completion completion,
            Consumer<Collection<Unit>> ended) {
        this.services = services;
        this.recovery = recovery;
        this.policy = policy;
        this.completion = completion;
        this.ended = ended;
    }

    /** {@return the failure, explained where the transaction has no room for another resource of one phase} */
    SQLException declined(Unit unit, SQLException failure) {
        JtaTransaction transaction = inTransaction() ? ifTouched() : null;
        return Optional.ofNullable(transaction)
                .flatMap(JtaTransaction::firstWriter)
                .map(writer -> TransactionFailures.dataSourceDeclined(
                        unit.key(), Secrets.reason(failure, unit.settings().passwords()), writer.key(), failure))
                .orElse(failure);
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
                    if (transaction.rollsBack()) {
                        services.registry().setRollbackOnly();
                        return;
                    }
                    // The providers flush after this, by synchronizations of their own.
                    completion.before(transaction.keys());
                    afterFlushes(transaction);
                }

                @Override
                public void afterCompletion(int status) {
                    Map<String, TransactionOutcome> outcomes = transaction.outcomes(status);
                    transaction.end();
                    // On another thread than its owner's in vain at worst: the owner hears of it later.
                    ended.accept(transaction.used());
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

    /**
     * Ends what was only read when all flushes are done: synchronizations are called in the order in which they came, and
     * this one comes as late as can be.
     */
    private void afterFlushes(JtaTransaction transaction) {
        if (services.status() == Status.STATUS_MARKED_ROLLBACK) {
            return;
        }
        int opened = transaction.opened();
        services.registry().registerInterposedSynchronization(new Synchronization() {
            @Override
            public void beforeCompletion() {
                if (transaction.opened() > opened) {
                    // The flush of one bind has touched another, whose own comes after this.
                    afterFlushes(transaction);
                } else {
                    transaction.commitReaders();
                }
            }

            @Override
            public void afterCompletion(int status) {
                // The first one sees to it.
            }
        });
    }

    /** {@return what ends a new transaction, which is rolled back whatever happens} */
    Runnable beginRolledBack() {
        Runnable end = services.beginRolledBack();
        try {
            current().rollBackAlways();
            return end;
        } catch (RuntimeException e) {
            end.run();
            throw e;
        }
    }

    /** Says that the bind is used in the current transaction, if it can still be heard of its end. */
    void use(Unit unit) {
        if (services.status() == Status.STATUS_ACTIVE) {
            current().use(unit);
        }
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

    /** Marks the transaction of this thread for rollback, if one is active. */
    void markRollbackOnly() {
        if (services.status() == Status.STATUS_ACTIVE) {
            services.registry().setRollbackOnly();
        }
    }

    /** Called also before a thread goes on without a transaction: only now it hears that its last one has ended. */
    void closeLeftBehind() {
        leftBehind.removeIf(transaction -> {
            boolean done = transaction.ownerIsDone();
            if (done) {
                transaction.closeLeftBehind();
                ended.accept(transaction.used());
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

    PoolTransactions pool(Unit unit) {
        return new JtaConnections(this, services, unit);
    }
}
