// SPDX-License-Identifier: Apache-2.0
package io.bindkey.router;

import io.bindkey.Bound;
import io.bindkey.context.ContainerManagedContexts;
import io.bindkey.context.NeedsTransaction;
import io.bindkey.criteria.ExecutableCriteria;
import io.bindkey.message.Failures;
import io.bindkey.routes.Routes;
import io.bindkey.unit.Unit;
import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.Query;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.metamodel.Metamodel;
import java.io.InvalidObjectException;
import java.io.Serial;
import java.io.Serializable;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The container-managed entity manager of one bind: each call goes to the current persistence context. Safe for use by several
 * threads, each of which has its own.
 *
 * <p>It is serialized as its injection point. Serialization reflects over this class, so it names no type of Jakarta Persistence
 * 3.2, as its superclass does.
 */
final class BoundEntityManager extends ChoosingEntityManager implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Unit unit;
    private final transient ContainerManagedContexts contexts;

    BoundEntityManager(Unit unit, ContainerManagedContexts contexts) {
        this.unit = unit;
        this.contexts = contexts;
    }

    private EntityManager current() {
        unit.requireOpen();
        return contexts.current(unit);
    }

    /** It has joined the transaction that there is. */
    private EntityManager requiringTransaction(NeedsTransaction operation) {
        unit.requireOpen();
        return contexts.requiringTransaction(unit, operation.method());
    }

    private EntityManager managing(@Nullable Object entity) {
        unit.requireOpen();
        EntityManager managing = entity == null ? null : contexts.managing(unit, entity);
        return managing != null ? managing : contexts.current(unit);
    }

    @Override
    EntityManager ofClass(Class<?> entityClass) {
        return current();
    }

    @Override
    EntityManager ofInstance(Object entity) {
        return current();
    }

    @Override
    EntityManager requiringTransaction(Object entity, NeedsTransaction operation) {
        return requiringTransaction(operation);
    }

    @Override
    EntityManager on(Function<Routes, Unit> route) {
        return current();
    }

    @Override
    <Q extends Query> Q obtained(Q query) {
        return query;
    }

    /** The criteria queries of the router are known to the router alone. */
    @Override
    @SuppressWarnings("unchecked") // What stands behind one of the router's is of the same kind.
    <C, Q extends Query> Q ofCriteria(C criteria, BiFunction<EntityManager, C, Q> create) {
        EntityManager current = current();
        if (!ExecutableCriteria.isRouters(criteria)) {
            return create.apply(current, criteria);
        }
        ExecutableCriteria<?> executable = executable(criteria);
        return executable.query(create.apply(current, (C) executable.criteria()));
    }

    /** {@return what a criteria query of the router's is for this bind} */
    ExecutableCriteria<?> executable(Object criteria) {
        try {
            return ExecutableCriteria.on(unit, criteria);
        } catch (RuntimeException refusal) {
            throw contexts.refused(unit, refusal);
        }
    }

    @Override
    public boolean contains(Object entity) {
        return managing(entity).contains(entity);
    }

    @Override
    public void detach(Object entity) {
        managing(entity).detach(entity);
    }

    @Override
    public @Nullable EntityGraph<?> createEntityGraph(String name) {
        return current().createEntityGraph(name);
    }

    @Override
    public void flush() {
        requiringTransaction(NeedsTransaction.FLUSH).flush();
    }

    @Override
    public void clear() {
        unit.requireOpen();
        contexts.clear(unit);
    }

    @Override
    public void setFlushMode(FlushModeType flushMode) {
        current().setFlushMode(flushMode);
    }

    @Override
    public FlushModeType getFlushMode() {
        return current().getFlushMode();
    }

    @Override
    public void setProperty(String name, Object value) {
        current().setProperty(name, value);
    }

    /** Also after the end of the application (Jakarta Persistence, section 3.1.1). */
    @Override
    public Map<String, Object> getProperties() {
        return contexts.current(unit).getProperties();
    }

    @Override
    public void setCacheRetrieveMode(CacheRetrieveMode mode) {
        current().setCacheRetrieveMode(mode);
    }

    @Override
    public CacheRetrieveMode getCacheRetrieveMode() {
        return current().getCacheRetrieveMode();
    }

    @Override
    public void setCacheStoreMode(CacheStoreMode mode) {
        current().setCacheStoreMode(mode);
    }

    @Override
    public CacheStoreMode getCacheStoreMode() {
        return current().getCacheStoreMode();
    }

    @Override
    public void joinTransaction() {
        requiringTransaction(NeedsTransaction.JOIN).joinTransaction();
    }

    @Override
    public boolean isJoinedToTransaction() {
        unit.requireOpen();
        return contexts.transactionActive(unit);
    }

    @Override
    public boolean isOpen() {
        return !unit.isClosed();
    }

    @Override
    public void close() {
        unit.requireOpen();
        throw contexts.refused(unit, Failures.closeOfContainerManaged("entity manager"));
    }

    /** Also after the end of the application. */
    @Override
    public EntityTransaction getTransaction() {
        if (unit.transaction().usesTransactionManager()) {
            throw contexts.refused(unit, Failures.transactionUnderJta());
        }
        return contexts.localTransaction();
    }

    @Override
    public <T> T unwrap(@Nullable Class<T> type) {
        unit.requireOpen();
        if (type == null) {
            throw contexts.refused(unit, Failures.nullArgument("The type to unwrap"));
        }
        return type.isInstance(this) ? type.cast(this) : contexts.current(unit).unwrap(type);
    }

    @Override
    public Object getDelegate() {
        return current().getDelegate();
    }

    @Override
    public Metamodel getMetamodel() {
        unit.requireOpen();
        return unit.factory().getMetamodel();
    }

    @Override
    public CriteriaBuilder getCriteriaBuilder() {
        unit.requireOpen();
        return unit.factory().getCriteriaBuilder();
    }

    @Override
    public EntityManagerFactory getEntityManagerFactory() {
        unit.requireOpen();
        return unit.applicationFactory();
    }

    @Override
    public String toString() {
        return "EntityManager of bind '" + unit.key() + "'";
    }

    @Serial
    private Object writeReplace() {
        return new SerializedInjection(EntityManager.class, Bound.Literal.of(unit.key()));
    }

    /** Never called, as nothing is written; but serialization would look for it in the superclass. */
    @Serial
    private Object readResolve() throws InvalidObjectException {
        throw new InvalidObjectException("An entity manager is written as its injection point");
    }
}
