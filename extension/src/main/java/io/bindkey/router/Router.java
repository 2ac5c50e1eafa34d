// SPDX-License-Identifier: Apache-2.0
package io.bindkey.router;

import io.bindkey.context.NeedsTransaction;
import io.bindkey.context.PersistenceContexts;
import io.bindkey.criteria.CriteriaTree;
import io.bindkey.criteria.ExecutableCriteria;
import io.bindkey.criteria.RoutedCriteria;
import io.bindkey.criteria.RoutedQuery;
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
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The entity manager that chooses a bind for each call. The container's is stateless but for a cache, and safe for use by
 * several threads, each of which has its own persistence contexts. One that the application has created has contexts of its
 * own, and is for one thread at a time.
 */
class Router extends ChoosingEntityManager {

    private final Routes routes;
    private final RoutedCriteria criteria;
    private final PersistenceContexts contexts;
    private final EntityManagerFactory factory;

    Router(Routes routes, RoutedCriteria criteria, PersistenceContexts contexts, EntityManagerFactory factory) {
        this.routes = routes;
        this.criteria = criteria;
        this.contexts = contexts;
        this.factory = factory;
    }

    /** The way of every call before a bind is asked: what is closed says so first, and what is refused marks. */
    private <T> T admitted(Supplier<T> answer) {
        try {
            requireOpen();
            return answer.get();
        } catch (RuntimeException refusal) {
            throw contexts.refused(refusal);
        }
    }

    private void requireOpen() {
        routes.index().units().requireOpen();
        contexts.requireOpen();
    }

    @Override
    final EntityManager on(Function<Routes, Unit> route) {
        return contexts.current(admitted(() -> route.apply(routes)));
    }

    /** As the rest, but without an object for the way: {@code find} is called most. */
    @Override
    final EntityManager ofClass(Class<?> entityClass) {
        Unit unit;
        try {
            requireOpen();
            unit = routes.ofClass(entityClass);
        } catch (RuntimeException refusal) {
            throw contexts.refused(refusal);
        }
        return contexts.current(unit);
    }

    @Override
    final EntityManager requiringTransaction(Object entity, NeedsTransaction operation) {
        return contexts.requiringTransaction(admitted(() -> routes.ofInstance(entity)), operation.method());
    }

    @Override
    final EntityManager ofInstance(Object entity) {
        return on(routes -> routes.ofInstance(entity));
    }

    private @Nullable EntityManager managing(Object entity) {
        return contexts.managing(admitted(() -> routes.ofInstance(entity)), entity);
    }

    /** For what means all binds, or none. */
    private void whole(Runnable work) {
        admitted(() -> {
            work.run();
            return this;
        });
    }

    /** A query is closed with the entity manager that it comes from (Jakarta Persistence, section 3.1.1). */
    <Q extends Query> Q obtained(@Nullable CriteriaTree tree, Q query) {
        return RoutedQuery.of(criteria.queryInterfaces(query.getClass()), tree, () -> whole(() -> {}), query);
    }

    @Override
    final <Q extends Query> Q obtained(Q query) {
        return obtained(null, query);
    }

    @Override
    final <C, Q extends Query> Q ofCriteria(C given, BiFunction<EntityManager, C, Q> create) {
        ExecutableCriteria<C> executable = admitted(() -> criteria.executable(given));
        EntityManager entityManager = contexts.current(executable.unit());
        return obtained(executable.tree(), create.apply(entityManager, executable.criteria()));
    }

    /** A bind that was not touched holds nothing, and need not be touched to say so. */
    @Override
    public void detach(Object entity) {
        EntityManager open = managing(entity);
        if (open != null) {
            open.detach(entity);
        }
    }

    @Override
    public boolean contains(Object entity) {
        EntityManager open = managing(entity);
        return open != null && open.contains(entity);
    }

    @Override
    public @Nullable EntityGraph<?> createEntityGraph(String name) {
        // The specification answers an unknown name with null here, and with an exception below.
        return admitted(() -> routes.findGraph(name))
                .<EntityGraph<?>>map(unit -> contexts.current(unit).createEntityGraph(name))
                .orElse(null);
    }

    @Override
    public void flush() {
        whole(() -> requireTransaction(NeedsTransaction.FLUSH));
        contexts.inUse().forEach(EntityManager::flush);
    }

    @Override
    public void clear() {
        whole(contexts::clear);
    }

    @Override
    public void setFlushMode(FlushModeType flushMode) {
        whole(() -> contexts.setFlushMode(flushMode));
    }

    @Override
    public FlushModeType getFlushMode() {
        return admitted(contexts::flushMode);
    }

    @Override
    public void setProperty(String name, Object value) {
        whole(() -> contexts.setProperty(name, value));
    }

    /** Also of a closed one. */
    @Override
    public Map<String, Object> getProperties() {
        return contexts.properties();
    }

    @Override
    public void setCacheRetrieveMode(CacheRetrieveMode mode) {
        whole(() -> contexts.setCacheRetrieveMode(mode));
    }

    @Override
    public CacheRetrieveMode getCacheRetrieveMode() {
        return admitted(contexts::cacheRetrieveMode);
    }

    @Override
    public void setCacheStoreMode(CacheStoreMode mode) {
        whole(() -> contexts.setCacheStoreMode(mode));
    }

    @Override
    public CacheStoreMode getCacheStoreMode() {
        return admitted(contexts::cacheStoreMode);
    }

    @Override
    public void joinTransaction() {
        whole(() -> {
            requireTransaction(NeedsTransaction.JOIN);
            contexts.join();
        });
    }

    private void requireTransaction(NeedsTransaction operation) {
        contexts.requireTransaction(operation, routes.index().keys());
    }

    @Override
    public boolean isJoinedToTransaction() {
        return admitted(contexts::hasJoined);
    }

    @Override
    public boolean isOpen() {
        return factory.isOpen() && contexts.isOpen();
    }

    @Override
    public void close() {
        whole(contexts::close);
    }

    /** Also of a closed one. */
    @Override
    public EntityTransaction getTransaction() {
        if (routes.index().underJta()) {
            throw contexts.refused(Failures.transactionUnderJta());
        }
        return contexts.localTransaction();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        Optional<Unit> asked = admitted(() -> routes.index().toUnwrap(type, this, "EntityManager"));
        return asked.isEmpty() ? type.cast(this) : contexts.current(asked.get()).unwrap(type);
    }

    @Override
    public Object getDelegate() {
        return admitted(routes.index()::onlyUnit)
                .map(unit -> contexts.current(unit).getDelegate())
                .orElse(this);
    }

    @Override
    public Metamodel getMetamodel() {
        return admitted(factory::getMetamodel);
    }

    @Override
    public CriteriaBuilder getCriteriaBuilder() {
        return admitted(criteria::builder);
    }

    @Override
    public EntityManagerFactory getEntityManagerFactory() {
        return admitted(() -> factory);
    }

    @Override
    public String toString() {
        return "router over binds " + routes.index().keys();
    }
}
