// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.bindkey.commit.Completion;
import io.bindkey.commit.JtaEnvironment;
import io.bindkey.commit.WritePolicy;
import io.bindkey.database.PoolTransactions;
import io.bindkey.message.Failures;
import io.bindkey.message.Secrets;
import io.bindkey.message.TransactionFailures;
import io.bindkey.reading.Apart;
import io.bindkey.transaction.TransactionServices;
import io.bindkey.unit.Recovery;
import io.bindkey.unit.Unit;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Those of the platform's manager. What belongs to one of them is one resource of the transaction synchronization registry
 * (Jakarta Transactions 2.0, section 3.8).
 */
final class ManagedTransactions implements JtaTransactions {

    private final TransactionServices services;
    private final Recovery recovery;
    private final JtaEnvironment environment;
    private final Completion completion;
    private final Apart apart;
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
    ManagedTransactions(
            TransactionServices services,
            Recovery recovery,
            WritePolicy policy,
            Completion completion,
            Apart apart,
            Consumer<Collection<Unit>> ended) {
        this.services = services;
        this.recovery = recovery;
        this.environment = JtaEnvironment.of(services, policy);
        this.completion = completion;
        this.apart = apart;
        this.ended = ended;
    }

    @Override
    public boolean arePossible() {
        return true;
    }

    @Override
    public SQLException declined(Unit unit, SQLException failure) {
        JtaTransaction transaction = isActive() ? ifTouched() : null;
        return Optional.ofNullable(transaction)
                .flatMap(active -> active.branches().firstWriter())
                .map(writer -> TransactionFailures.dataSourceDeclined(
                        unit.key(), Secrets.reason(failure, unit.settings().passwords()), writer.key(), failure))
                .orElse(failure);
    }

    @Override
    public boolean isActive() {
        return services.inTransaction();
    }

    @Override
    public Object currentKey() {
        return services.registry().getTransactionKey();
    }

    @Override
    public JtaTransaction current() {
        JtaTransaction known = ifTouched();
        return known == null ? begin() : known.again();
    }

    @Override
    public @Nullable JtaTransaction ifTouched() {
        JtaEnd known = end();
        return known == null ? null : known.transaction();
    }

    private @Nullable JtaEnd end() {
        return (JtaEnd) services.registry().getResource(key);
    }

    private JtaTransaction begin() {
        closeLeftBehind();
        JtaTransaction transaction = new JtaTransaction(environment);
        JtaEnd end = new JtaEnd(transaction, services, completion.ofAnother().begin(), this::ended);
        try {
            services.registry().registerInterposedSynchronization(end);
        } catch (RuntimeException e) {
            // Some managers take no synchronization any more then, and nobody would hear of the transaction's end.
            throw services.isMarked() ? Failures.markedForRollback(e) : e;
        }
        services.registry().putResource(key, end);
        return transaction;
    }

    private void ended(JtaTransaction transaction) {
        // On another thread than its owner's in vain at worst: the owner hears of it later.
        ended.accept(transaction.branches().used());
        if (!transaction.ownerIsDone()) {
            leftBehind.add(transaction);
        }
    }

    @Override
    public boolean takes(Synchronization ofProvider) {
        JtaEnd end = end();
        return end != null && end.takes(ofProvider);
    }

    @Override
    public Runnable beginRolledBack() {
        Runnable end = services.beginRolledBack();
        try {
            current().branches().rollBackAlways();
            return end;
        } catch (RuntimeException e) {
            end.run();
            throw e;
        }
    }

    @Override
    public void use(Unit unit) {
        if (services.status() == Status.STATUS_ACTIVE) {
            current().branches().use(unit);
        }
    }

    @Override
    public <R> R call(Supplier<R> work) {
        if (!isActive()) {
            return services.callInNew(work);
        }
        try {
            return work.get();
        } catch (RuntimeException | Error e) {
            services.registry().setRollbackOnly();
            throw e;
        }
    }

    @Override
    public void markRollbackOnly() {
        if (services.status() == Status.STATUS_ACTIVE) {
            services.registry().setRollbackOnly();
        }
    }

    @Override
    public void closeLeftBehind() {
        leftBehind.removeIf(transaction -> {
            boolean done = transaction.ownerIsDone();
            if (done) {
                transaction.closeLeftBehind();
                ended.accept(transaction.branches().used());
            }
            return done;
        });
    }

    @Override
    public boolean wasRolledBack() {
        return services.wasRolledBack();
    }

    @Override
    public PoolTransactions pool(Unit unit) {
        return new JtaConnections(this, services, recovery, apart, unit);
    }
}
