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
import io.bindkey.unit.NameKind;
import io.bindkey.unit.Unit;
import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import jakarta.persistence.ConnectionConsumer;
import jakarta.persistence.ConnectionFunction;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.FindOption;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.LockModeType;
import jakarta.persistence.LockOption;
import jakarta.persistence.Query;
import jakarta.persistence.RefreshOption;
import jakarta.persistence.StoredProcedureQuery;
import jakarta.persistence.TypedQuery;
import jakarta.persistence.TypedQueryReference;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.CriteriaDelete;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.CriteriaSelect;
import jakarta.persistence.criteria.CriteriaUpdate;
import jakarta.persistence.metamodel.Metamodel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The entity manager that chooses a bind for each call (Jakarta Persistence, section 3.1). The container's is stateless
 * but for a cache, and safe for use by several threads, each of which has its own persistence contexts. One that the
 * application has created has contexts of its own, and is for one thread at a time.
 *
 * <p>Written by hand against Jakarta Persistence 3.2. On 3.1 the types that are new in 3.2 are not there; the virtual
 * machine looks for them only when such a method is called, which code for 3.1 cannot do. Reflection would look for
 * all of them at once, so nothing may reflect over this class: the container gets it as a synthetic bean.
 */
class Router implements EntityManager {

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

    private EntityManager on(Supplier<Unit> route) {
        return contexts.current(admitted(route));
    }

    /** As the rest, but without an object for the way: {@code find} is called most. */
    private EntityManager ofClass(Class<?> entityClass) {
        Unit unit;
        try {
            requireOpen();
            unit = routes.ofClass(entityClass);
        } catch (RuntimeException refusal) {
            throw contexts.refused(refusal);
        }
        return contexts.current(unit);
    }

    /** For what is refused outside a transaction. */
    private EntityManager requiringTransaction(Object entity, NeedsTransaction operation) {
        return contexts.requiringTransaction(admitted(() -> routes.ofInstance(entity)), operation.method());
    }

    private EntityManager ofInstance(Object entity) {
        return on(() -> routes.ofInstance(entity));
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

    private <Q extends Query> Q obtained(Q query) {
        return obtained(null, query);
    }

    private <C> ExecutableCriteria<C> executable(C given) {
        return admitted(() -> criteria.executable(given));
    }

    @Override
    public void persist(Object entity) {
        requiringTransaction(entity, NeedsTransaction.PERSIST).persist(entity);
    }

    @Override
    public <T> T merge(T entity) {
        return requiringTransaction(entity, NeedsTransaction.MERGE).merge(entity);
    }

    @Override
    public void remove(Object entity) {
        requiringTransaction(entity, NeedsTransaction.REMOVE).remove(entity);
    }

    @Override
    public void refresh(Object entity) {
        requiringTransaction(entity, NeedsTransaction.REFRESH).refresh(entity);
    }

    @Override
    public void refresh(Object entity, Map<String, Object> properties) {
        requiringTransaction(entity, NeedsTransaction.REFRESH).refresh(entity, properties);
    }

    @Override
    public void refresh(Object entity, LockModeType lockMode) {
        requiringTransaction(entity, NeedsTransaction.REFRESH).refresh(entity, lockMode);
    }

    @Override
    public void refresh(Object entity, LockModeType lockMode, Map<String, Object> properties) {
        requiringTransaction(entity, NeedsTransaction.REFRESH).refresh(entity, lockMode, properties);
    }

    @Override
    public void refresh(Object entity, RefreshOption... options) {
        requiringTransaction(entity, NeedsTransaction.REFRESH).refresh(entity, options);
    }

    @Override
    public void lock(Object entity, LockModeType lockMode) {
        ofInstance(entity).lock(entity, lockMode);
    }

    @Override
    public void lock(Object entity, LockModeType lockMode, Map<String, Object> properties) {
        ofInstance(entity).lock(entity, lockMode, properties);
    }

    @Override
    public void lock(Object entity, LockModeType lockMode, LockOption... options) {
        ofInstance(entity).lock(entity, lockMode, options);
    }

    @Override
    public LockModeType getLockMode(Object entity) {
        return ofInstance(entity).getLockMode(entity);
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
    public <T> T getReference(T entity) {
        return ofInstance(entity).getReference(entity);
    }

    @Override
    public <T> @Nullable T find(Class<T> entityClass, Object primaryKey) {
        return ofClass(entityClass).find(entityClass, primaryKey);
    }

    @Override
    public <T> @Nullable T find(Class<T> entityClass, Object primaryKey, Map<String, Object> properties) {
        return ofClass(entityClass).find(entityClass, primaryKey, properties);
    }

    @Override
    public <T> @Nullable T find(Class<T> entityClass, Object primaryKey, LockModeType lockMode) {
        return ofClass(entityClass).find(entityClass, primaryKey, lockMode);
    }

    @Override
    public <T> @Nullable T find(
            Class<T> entityClass, Object primaryKey, LockModeType lockMode, Map<String, Object> properties) {
        return ofClass(entityClass).find(entityClass, primaryKey, lockMode, properties);
    }

    @Override
    public <T> @Nullable T find(Class<T> entityClass, Object primaryKey, FindOption... options) {
        return ofClass(entityClass).find(entityClass, primaryKey, options);
    }

    @Override
    public <T> @Nullable T find(EntityGraph<T> graph, Object primaryKey, FindOption... options) {
        return on(() -> routes.ofGraph(graph)).find(graph, primaryKey, options);
    }

    @Override
    public <T> T getReference(Class<T> entityClass, Object primaryKey) {
        return ofClass(entityClass).getReference(entityClass, primaryKey);
    }

    @Override
    public <T> EntityGraph<T> createEntityGraph(Class<T> rootType) {
        return ofClass(rootType).createEntityGraph(rootType);
    }

    @Override
    public <T> List<EntityGraph<? super T>> getEntityGraphs(Class<T> entityClass) {
        return ofClass(entityClass).getEntityGraphs(entityClass);
    }

    @Override
    public Query createQuery(String text) {
        return obtained(on(() -> routes.ofText(text)).createQuery(text));
    }

    @Override
    public <T> TypedQuery<T> createQuery(String text, Class<T> resultClass) {
        return obtained(on(() -> routes.ofText(text)).createQuery(text, resultClass));
    }

    @Override
    public <T> TypedQuery<T> createQuery(CriteriaQuery<T> criteria) {
        var executable = executable(criteria);
        return obtained(executable.tree(), on(executable::unit).createQuery(executable.criteria()));
    }

    @Override
    public <T> TypedQuery<T> createQuery(CriteriaSelect<T> criteria) {
        var executable = executable(criteria);
        return obtained(executable.tree(), on(executable::unit).createQuery(executable.criteria()));
    }

    @Override
    public Query createQuery(CriteriaUpdate<?> criteria) {
        var executable = executable(criteria);
        return obtained(executable.tree(), on(executable::unit).createQuery(executable.criteria()));
    }

    @Override
    public Query createQuery(CriteriaDelete<?> criteria) {
        var executable = executable(criteria);
        return obtained(executable.tree(), on(executable::unit).createQuery(executable.criteria()));
    }

    @Override
    public Query createNamedQuery(String name) {
        return obtained(on(() -> routes.ofName(NameKind.QUERY, name)).createNamedQuery(name));
    }

    @Override
    public <T> TypedQuery<T> createNamedQuery(String name, Class<T> resultClass) {
        return obtained(on(() -> routes.ofName(NameKind.QUERY, name)).createNamedQuery(name, resultClass));
    }

    @Override
    public <T> TypedQuery<T> createQuery(TypedQueryReference<T> reference) {
        return obtained(on(() -> routes.ofReference(reference)).createQuery(reference));
    }

    @Override
    public Query createNativeQuery(String sql) {
        return obtained(on(() -> routes.ofNative(sql)).createNativeQuery(sql));
    }

    @Override
    public <T> Query createNativeQuery(String sql, Class<T> resultClass) {
        return obtained(on(() -> routes.ofNativeResult(sql, resultClass)).createNativeQuery(sql, resultClass));
    }

    @Override
    public Query createNativeQuery(String sql, String resultSetMapping) {
        return obtained(on(() -> routes.ofName(NameKind.RESULT_SET_MAPPING, resultSetMapping))
                .createNativeQuery(sql, resultSetMapping));
    }

    @Override
    public StoredProcedureQuery createNamedStoredProcedureQuery(String name) {
        return obtained(on(() -> routes.ofName(NameKind.PROCEDURE, name)).createNamedStoredProcedureQuery(name));
    }

    @Override
    public StoredProcedureQuery createStoredProcedureQuery(String procedure) {
        return obtained(on(() -> routes.ofProcedure(procedure)).createStoredProcedureQuery(procedure));
    }

    @Override
    public StoredProcedureQuery createStoredProcedureQuery(String procedure, Class<?>... resultClasses) {
        return obtained(on(() -> routes.ofProcedure(procedure, resultClasses))
                .createStoredProcedureQuery(procedure, resultClasses));
    }

    @Override
    public StoredProcedureQuery createStoredProcedureQuery(String procedure, String... resultSetMappings) {
        return obtained(on(() -> routes.ofProcedureMappings(procedure, resultSetMappings))
                .createStoredProcedureQuery(procedure, resultSetMappings));
    }

    @Override
    public @Nullable EntityGraph<?> createEntityGraph(String name) {
        // The specification answers an unknown name with null here, and with an exception below.
        return admitted(() -> routes.findGraph(name))
                .<EntityGraph<?>>map(unit -> on(() -> unit).createEntityGraph(name))
                .orElse(null);
    }

    @Override
    public EntityGraph<?> getEntityGraph(String name) {
        return on(() -> routes.ofName(NameKind.ENTITY_GRAPH, name)).getEntityGraph(name);
    }

    @Override
    public <C> void runWithConnection(ConnectionConsumer<C> action) {
        on(() -> routes.ofNothing("runWithConnection")).runWithConnection(action);
    }

    @Override
    public <C, T> T callWithConnection(ConnectionFunction<C, T> function) {
        return on(() -> routes.ofNothing("callWithConnection")).callWithConnection(function);
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
        return asked.isEmpty() ? type.cast(this) : on(asked::get).unwrap(type);
    }

    @Override
    public Object getDelegate() {
        return admitted(routes.index()::onlyUnit)
                .map(unit -> on(() -> unit).getDelegate())
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
