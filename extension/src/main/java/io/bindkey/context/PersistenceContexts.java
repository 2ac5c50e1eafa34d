// SPDX-License-Identifier: Apache-2.0
package io.bindkey.context;

import io.bindkey.commit.InOrder;
import io.bindkey.managers.OpenEntityManagers;
import io.bindkey.message.Failures;
import io.bindkey.unit.Unit;
import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.FlushModeType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The persistence contexts that a router works with, at most one for each bind at a time: container-managed ones, or those of
 * an application-managed router (Jakarta Persistence, sections 7.6 and 7.7). Each is reached by its entity manager.
 */
public abstract class PersistenceContexts {

    PersistenceContexts() {}

    /** {@return the entity managers that the bind's is among} */
    abstract OpenEntityManagers holding(Unit unit);

    /** {@return the entity managers that a call to the router as a whole means} */
    abstract OpenEntityManagers whole();

    /** {@return the same if there are any} */
    Optional<OpenEntityManagers> wholeIfTouched() {
        return Optional.of(whole());
    }

    /**
     * {@return the entity manager of that bind, opened when it is touched first}
     *
     * @throws jakarta.enterprise.context.ContextNotActiveException when the container has no context for it
     */
    public final EntityManager current(Unit unit) {
        return holding(unit).get(unit);
    }

    /** {@return the entity manager that manages that instance, else the bind's current one if it was touched} */
    public final @Nullable EntityManager managing(Unit unit, Object entity) {
        return holding(unit).managing(unit, entity);
    }

    /**
     * {@return the entity manager of that bind for an operation that waits for the end of a transaction}
     *
     * @param operation the name of a method that {@link NeedsTransaction}, for the message
     * @throws jakarta.persistence.TransactionRequiredException when it needs a transaction and none is active
     */
    public abstract EntityManager requiringTransaction(Unit unit, String operation);

    /**
     * Makes sure of a transaction for an operation on all binds.
     *
     * @param keys of the binds, for the message
     * @throws jakarta.persistence.TransactionRequiredException when none is active
     */
    public final void requireTransaction(NeedsTransaction operation, List<String> keys) {
        if (!transactionActive()) {
            throw Failures.transactionRequired(operation.method(), String.join("', '", keys));
        }
    }

    /** {@return the entity managers in use, in key order} */
    public final List<EntityManager> inUse() {
        return wholeIfTouched().map(open -> List.copyOf(open.all())).orElse(List.of());
    }

    /** Detaches whatever was read. */
    public final void clear() {
        wholeIfTouched().ifPresent(OpenEntityManagers::clear);
    }

    /** Detaches whatever was read of one bind. */
    public final void clear(Unit unit) {
        holding(unit).clear(unit);
    }

    /** Sets the flush mode of every bind in use, and of those that join later. */
    public final void setFlushMode(FlushModeType mode) {
        whole().settings().flushMode(mode);
        inUse().forEach(em -> em.setFlushMode(mode));
    }

    /** {@return the flush mode that was set} */
    public final FlushModeType flushMode() {
        return whole().settings().flushMode();
    }

    /** As {@link #setFlushMode}, for the cache retrieve mode. */
    public final void setCacheRetrieveMode(CacheRetrieveMode mode) {
        whole().settings().cacheRetrieveMode(mode);
        inUse().forEach(em -> em.setCacheRetrieveMode(mode));
    }

    /** {@return the cache retrieve mode that was set} */
    public final CacheRetrieveMode cacheRetrieveMode() {
        return whole().settings().cacheRetrieveMode();
    }

    /** As {@link #setFlushMode}, for the cache store mode. */
    public final void setCacheStoreMode(CacheStoreMode mode) {
        whole().settings().cacheStoreMode(mode);
        inUse().forEach(em -> em.setCacheStoreMode(mode));
    }

    /** {@return the cache store mode that was set} */
    public final CacheStoreMode cacheStoreMode() {
        return whole().settings().cacheStoreMode();
    }

    /** As {@link #setFlushMode}, for a property. */
    public final void setProperty(String name, Object value) {
        whole().settings().property(name, value);
        inUse().forEach(em -> em.setProperty(name, value));
    }

    /** {@return the properties that the application has given, unmodifiable} */
    public Map<String, Object> properties() {
        return whole().settings().properties();
    }

    /**
     * {@return why a call is refused} The joined transaction is marked for rollback, as by all runtime exceptions of an entity
     * manager (Jakarta Persistence, section 3.1.1). Providers see to their own; a bind that cannot be opened has not joined.
     */
    public final RuntimeException refused(RuntimeException refusal) {
        return InOrder.after(refusal, this::markRollbackOnly);
    }

    /** Marks the transaction for rollback, if they have joined one that is active. */
    abstract void markRollbackOnly();

    /** {@return whether a transaction of any kind that these take part in is active on this thread} */
    public abstract boolean transactionActive();

    /** Joins the active JTA transaction, which the caller has made sure of. */
    public abstract void join();

    /** {@return whether they have joined the active transaction} */
    public abstract boolean hasJoined();

    /** {@return the transaction over the binds that no transaction manager drives} */
    public abstract EntityTransaction localTransaction();

    /** {@return whether they can be used} */
    public abstract boolean isOpen();

    /** Fails when they are closed. */
    public abstract void requireOpen();

    /** Closes them, if that is the application's affair. */
    public abstract void close();
}
