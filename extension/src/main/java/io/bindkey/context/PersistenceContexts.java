// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.agroal.api.transaction.TransactionIntegration;
import io.bindkey.config.AcrossBinds;
import io.bindkey.message.Failures;
import io.bindkey.unit.TransactionHooks;
import io.bindkey.unit.TransactionServices;
import io.bindkey.unit.Unit;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.FlushModeType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The current persistence contexts. In a JTA transaction each touched bind has one for the transaction, else one for
 * the request; a bind that no transaction manager drives has one for the request always.
 *
 * <p>Safe for use by several threads: each finds its own.
 */
public final class PersistenceContexts implements TransactionHooks {

    private final @Nullable JtaTransactions jta;
    private final Supplier<RequestPersistence> currentRequest;
    private final WritePolicy policy;

    /**
     * Creates it.
     *
     * @param services the transaction manager, where there is one
     * @param across the policy across binds
     * @param currentRequest finds what {@link #newRequest()} made for the current request context, or throws
     *     {@link ContextNotActiveException}
     */
    public PersistenceContexts(
            Optional<TransactionServices> services, AcrossBinds across, Supplier<RequestPersistence> currentRequest) {
        this.policy = new WritePolicy(across);
        this.jta = services.map(s -> new JtaTransactions(s, policy)).orElse(null);
        this.currentRequest = currentRequest;
    }

    /** {@return what a new request context holds} */
    public RequestPersistence newRequest() {
        return new RequestPersistence(policy);
    }

    /** Ends what a request context held. */
    public void endRequest(RequestPersistence request) {
        request.close();
    }

    /**
     * {@return the entity manager of that bind in the current context, opened when it is touched first}
     *
     * @throws ContextNotActiveException when neither a transaction nor a request is active
     */
    public EntityManager current(Unit unit) {
        return open(unit).get(unit);
    }

    /** {@return the entity manager of that bind in the current context if it was touched} */
    public @Nullable EntityManager ifOpen(Unit unit) {
        return open(unit).ifOpen(unit);
    }

    /**
     * {@return the entity manager of that bind for an operation that needs a transaction}
     *
     * @param operation its name, for the message
     * @throws jakarta.persistence.TransactionRequiredException when no transaction is active
     */
    public EntityManager inTransaction(Unit unit, String operation) {
        OpenEntityManagers open = open(unit);
        if (!transactionActive(unit)) {
            throw Failures.transactionRequired(operation, unit.key());
        }
        return open.get(unit);
    }

    private OpenEntityManagers open(Unit unit) {
        return unit.transaction().usesTransactionManager() && jta != null && jta.inTransaction()
                ? jta.current().entityManagers()
                : request().entityManagers();
    }

    /** {@return whether a transaction that this bind takes part in is active} */
    public boolean transactionActive(Unit unit) {
        return unit.transaction().usesTransactionManager()
                ? jta != null && jta.inTransaction()
                : request().transaction().isActive();
    }

    /** {@return whether a JTA transaction is active on this thread} */
    public boolean inJtaTransaction() {
        return jta != null && jta.inTransaction();
    }

    /** {@return whether a transaction of any kind is active on this thread} */
    public boolean inAnyTransaction() {
        if (inJtaTransaction()) {
            return true;
        }
        RequestPersistence request = requestIfActive();
        return request != null && request.transaction().isActive();
    }

    /** {@return the transaction over the binds that no transaction manager drives} */
    public EntityTransaction localTransaction() {
        return request().transaction();
    }

    /** {@return the entity managers in use in the current context, in key order} */
    public List<EntityManager> inUse() {
        return List.copyOf(context().all());
    }

    /** Makes a setting for every bind in use in the current context, and for those that join it later. */
    public void set(String name, Consumer<EntityManager> setting) {
        context().settings().set(name, setting);
        inUse().forEach(setting);
    }

    /** As {@link #set}, for the flush mode. */
    public void setFlushMode(FlushModeType mode) {
        context().settings().flushMode(mode);
        inUse().forEach(em -> em.setFlushMode(mode));
    }

    /** {@return the flush mode that was set for the current context} */
    public FlushModeType flushMode() {
        return context().settings().flushMode();
    }

    /** As {@link #set}, for a property. */
    public void setProperty(String name, Object value) {
        context().settings().property(name, value);
        inUse().forEach(em -> em.setProperty(name, value));
    }

    /** {@return the properties that were set for the current context} */
    public Map<String, Object> properties() {
        return context().settings().properties();
    }

    /** What a call to the router as a whole means: the transaction's context while one is active, else the request's. */
    private OpenEntityManagers context() {
        return jta != null && jta.inTransaction()
                ? jta.current().entityManagers()
                : request().entityManagers();
    }

    private RequestPersistence request() {
        try {
            return currentRequest.get();
        } catch (ContextNotActiveException e) {
            throw Failures.noContext();
        }
    }

    private @Nullable RequestPersistence requestIfActive() {
        try {
            return currentRequest.get();
        } catch (ContextNotActiveException e) {
            return null;
        }
    }

    @Override
    public TransactionIntegration integration(Unit unit) {
        return jta != null && unit.transaction().usesTransactionManager()
                ? jta.integration(unit)
                : TransactionIntegration.none();
    }

    @Override
    public Runnable writeCheck(Unit unit) {
        if (unit.transaction().usesTransactionManager()) {
            return () -> {
                if (jta != null && jta.inTransaction()) {
                    jta.current().beforeWrite(unit);
                }
            };
        }
        RequestPersistence request = requestIfActive();
        return request == null ? () -> {} : request.transaction().writeCheck(unit);
    }
}
