// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.bindkey.RollingBack;
import io.bindkey.commit.Completion;
import io.bindkey.commit.InOrder;
import io.bindkey.commit.WritePolicy;
import io.bindkey.managers.Companion;
import io.bindkey.managers.OpenEntityManagers;
import io.bindkey.message.Failures;
import io.bindkey.message.TransactionFailures;
import io.bindkey.reading.Apart;
import io.bindkey.reading.ReadOnlyScopes;
import io.bindkey.transaction.TransactionServices;
import io.bindkey.unit.Recovery;
import io.bindkey.unit.TransactionHooks;
import io.bindkey.unit.Unit;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.SynchronizationType;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The container-managed persistence contexts. In a JTA transaction that of each touched bind is transaction-scoped; without
 * one, and for a bind that no transaction manager drives, it lives as long as the request.
 *
 * <p>Safe for use by several threads: each finds its own.
 */
public final class ContainerManagedContexts extends PersistenceContexts {

    private final JtaTransactions jta;
    private final CallOrRequest currentRequest;
    private final WritePolicy policy;
    private final LocalTransactions localTransactions = new LocalTransactions();
    private final ReadOnlyScopes readOnlyScopes = new ReadOnlyScopes();
    private final Apart apart = new Apart();
    private final ReadOnlyContexts readOnly;
    private final Completion completion;

    /**
     * Creates it.
     *
     * @param services the transaction manager, where there is one
     * @param recovery what becomes of transactions in doubt
     * @param policy across binds
     * @param completion tells of the end of transactions
     * @param currentRequest finds what {@link #newRequest()} made for the current request context
     */
    public ContainerManagedContexts(
            Optional<TransactionServices> services,
            Recovery recovery,
            WritePolicy policy,
            Completion completion,
            CurrentRequest currentRequest) {
        this.policy = policy;
        this.completion = completion;
        this.jta = services.<JtaTransactions>map(
                        manager -> new ManagedTransactions(manager, recovery, policy, completion, apart, this::used))
                .orElse(JtaTransactions.NONE);
        this.currentRequest = new CallOrRequest(currentRequest);
        this.readOnly = new ReadOnlyContexts(readOnlyScopes, jta, this.currentRequest);
    }

    /** {@return what a new request context holds} */
    public RequestContext newRequest() {
        return new RequestContext(new LocalTransaction(policy, localTransactions, completion));
    }

    /** {@return what the work gives} Outside of any request context it has persistence contexts of its own, which end with it. */
    <T extends @Nullable Object> T inContext(Callable<T> work) throws Exception {
        return currentRequest.isActive() ? work.call() : currentRequest.call(newRequest(), work);
    }

    /**
     * {@return the contexts of a new application-managed router}
     *
     * @param underJta whether binds take part in JTA transactions
     * @param synchronization whether those binds join a transaction by themselves
     * @param properties for each entity manager
     */
    public PersistenceContexts applicationManaged(
            boolean underJta, SynchronizationType synchronization, Map<?, ?> properties) {
        LocalTransaction local = new LocalTransaction(policy, localTransactions, completion);
        return new ApplicationManagedContexts(
                underJta ? jta : JtaTransactions.NONE, local, synchronization, properties);
    }

    /**
     * Runs something in the active JTA transaction, which it marks for rollback when it throws, else in one of its own.
     *
     * @throws jakarta.persistence.RollbackException when its own cannot be committed
     */
    public <R> R callInJta(Supplier<R> work) {
        return jta.call(work);
    }

    /** {@return those of threads that may only read} */
    public ReadOnlyContexts readOnly() {
        return readOnly;
    }

    @Override
    public EntityManager requiringTransaction(Unit unit, String operation) {
        if (readOnly.areActive()) {
            if (!operation.equals(NeedsTransaction.REFRESH.method())) {
                throw refused(unit, Failures.onlyReading(operation, unit.key()));
            }
            OpenEntityManagers apart = readOnly.apart(unit);
            if (apart != null) {
                return apart.get(unit);
            }
        }
        if (unit.transaction().usesTransactionManager()) {
            OpenEntityManagers open = ofTransactionOrRequest(unit);
            if (!jta.isActive()) {
                throw Failures.transactionRequired(operation, unit.key());
            }
            return open.get(unit);
        }
        RequestContext request = request();
        if (!request.transaction().isActive()) {
            throw jta.arePossible()
                    ? Failures.ownTransactionRequired(operation, unit.key())
                    : Failures.transactionRequired(operation, unit.key());
        }
        return request.entityManagers().get(unit);
    }

    @Override
    OpenEntityManagers holding(Unit unit) {
        return readOnly.areActive()
                ? readOnly.holding(unit, () -> ofTransactionOrRequest(unit))
                : ofTransactionOrRequest(unit);
    }

    private OpenEntityManagers ofTransactionOrRequest(Unit unit) {
        if (unit.transaction().usesTransactionManager()) {
            if (jta.isActive()) {
                return jta.current().entityManagers();
            }
            if (jta.wasRolledBack()) {
                throw TransactionFailures.alreadyRolledBack(unit.key());
            }
            jta.closeLeftBehind();
        }
        return request().entityManagers();
    }

    /** Called when a JTA transaction of this thread has ended. */
    private void used(Collection<Unit> units) {
        RequestContext request = currentRequest.inForceIfTouched();
        if (request != null) {
            units.forEach(request.entityManagers()::retire);
        }
    }

    /** {@return what goes along with the entity manager of that bind in the current context, opened at first use} */
    @SuppressWarnings("unchecked") // Each bind has one companion, always of the same kind.
    public <C extends Companion> C companion(Unit unit, Function<Surroundings, C> opener) {
        OpenEntityManagers apart = readOnly.apart(unit);
        if (apart != null) {
            return (C) apart.companion(unit, () -> opener.apply(new Surroundings(apart.get(unit), false)));
        }
        boolean local = !unit.transaction().usesTransactionManager();
        return (C)
                (local && transactionActive(unit)
                        ? request()
                                .transaction()
                                .companion(unit, () -> opener.apply(new Surroundings(current(unit), true)))
                        : holding(unit).companion(unit, () -> opener.apply(new Surroundings(null, false))));
    }

    /** {@return whether a transaction that this bind takes part in is active} */
    public boolean transactionActive(Unit unit) {
        return unit.transaction().usesTransactionManager()
                ? jta.isActive()
                : request().transaction().isActive();
    }

    @Override
    public boolean transactionActive() {
        if (jta.isActive()) {
            return true;
        }
        RequestContext request = currentRequest.inForceIfActive();
        return request != null && request.transaction().isActive();
    }

    @Override
    public EntityTransaction localTransaction() {
        return request().applicationTransaction();
    }

    /**
     * Begins what is rolled back whatever happens.
     *
     * @param underJta whether binds take part in JTA transactions
     * @param local whether there are others
     * @throws IllegalStateException when a transaction is active already
     */
    public RollingBack rollingBack(boolean underJta, boolean local) {
        if (transactionActive()) {
            throw Failures.transactionActive();
        }
        List<Supplier<Runnable>> beginnings = new ArrayList<>(2);
        if (underJta) {
            beginnings.add(jta::beginRolledBack);
        }
        if (local) {
            beginnings.add(() -> request().beginRolledBack());
        }
        return RollingBackScope.begin(beginnings);
    }

    @Override
    void markRollbackOnly() {
        jta.markRollbackOnly();
        markLocal();
    }

    private void markLocal() {
        RequestContext request = currentRequest.inForceIfTouched();
        if (request != null && request.applicationTransaction().isActive()) {
            request.applicationTransaction().setRollbackOnly();
        }
    }

    /** {@return why a call to one bind is refused} As {@link #refused(RuntimeException)}, in the transaction of this bind. */
    public RuntimeException refused(Unit unit, RuntimeException refusal) {
        return InOrder.after(refusal, () -> {
            if (!unit.transaction().usesTransactionManager()) {
                markLocal();
            } else {
                jta.markRollbackOnly();
            }
        });
    }

    /** What is open inside a transaction was opened in it, and has joined. */
    @Override
    public void join() {}

    @Override
    public boolean hasJoined() {
        return transactionActive();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void requireOpen() {}

    @Override
    public void close() {
        throw Failures.closeOfContainerManaged("entity manager");
    }

    /** The transaction's while one is active, else the request's. */
    @Override
    OpenEntityManagers whole() {
        OpenEntityManagers apart = readOnly.apart();
        if (apart != null) {
            return apart;
        }
        return jta.isActive() ? jta.current().entityManagers() : request().entityManagers();
    }

    /** A transaction that no bind has touched has none, and may be past the point where one could join. */
    @Override
    Optional<OpenEntityManagers> wholeIfTouched() {
        OpenEntityManagers apart = readOnly.apart();
        if (apart != null) {
            return Optional.of(apart);
        }
        return jta.isActive()
                ? Optional.ofNullable(jta.ifTouched()).map(JtaTransaction::entityManagers)
                : Optional.of(request().entityManagers());
    }

    /** {@return what serves the current request context now} */
    RequestContext request() {
        return currentRequest.inForce();
    }

    /** {@return what decides about the connections of binds} */
    public TransactionHooks hooks() {
        return new ConnectionHooks(jta, localTransactions, currentRequest, readOnlyScopes, apart);
    }
}
