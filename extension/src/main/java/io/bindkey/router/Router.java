// SPDX-License-Identifier: Apache-2.0
package io.bindkey.router;

import io.bindkey.context.EntityManagers;
import io.bindkey.message.Failures;
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
    private final EntityManagers contexts;
    private final EntityManagerFactory factory;

    Router(Routes routes, RoutedCriteria criteria, EntityManagers contexts, EntityManagerFactory factory) {
        this.routes = routes;
        this.criteria = criteria;
        this.contexts = contexts;
        this.factory = factory;
    }

    private EntityManager on(Unit unit) {
        return contexts.current(unit);
    }

    /** For what is refused outside a transaction. */
    private EntityManager inTransaction(Object entity, String operation) {
        return contexts.inTransaction(routes.ofInstance(entity), operation);
    }

    private EntityManager ofInstance(Object entity) {
        return on(routes.ofInstance(entity));
    }

    // Instances.

    @Override
    public void persist(Object entity) {
        inTransaction(entity, "persist").persist(entity);
    }

    @Override
    public <T> T merge(T entity) {
        return inTransaction(entity, "merge").merge(entity);
    }

    @Override
    public void remove(Object entity) {
        inTransaction(entity, "remove").remove(entity);
    }

    @Override
    public void refresh(Object entity) {
        inTransaction(entity, "refresh").refresh(entity);
    }

    @Override
    public void refresh(Object entity, Map<String, Object> properties) {
        inTransaction(entity, "refresh").refresh(entity, properties);
    }

    @Override
    public void refresh(Object entity, LockModeType lockMode) {
        inTransaction(entity, "refresh").refresh(entity, lockMode);
    }

    @Override
    public void refresh(Object entity, LockModeType lockMode, Map<String, Object> properties) {
        inTransaction(entity, "refresh").refresh(entity, lockMode, properties);
    }

    @Override
    public void refresh(Object entity, RefreshOption... options) {
        inTransaction(entity, "refresh").refresh(entity, options);
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
        EntityManager open = contexts.managing(routes.ofInstance(entity), entity);
        if (open != null) {
            open.detach(entity);
        }
    }

    @Override
    public boolean contains(Object entity) {
        EntityManager open = contexts.managing(routes.ofInstance(entity), entity);
        return open != null && open.contains(entity);
    }

    @Override
    public <T> T getReference(T entity) {
        return ofInstance(entity).getReference(entity);
    }

    // Classes.

    @Override
    public <T> @Nullable T find(Class<T> entityClass, Object primaryKey) {
        return on(routes.ofClass(entityClass)).find(entityClass, primaryKey);
    }

    @Override
    public <T> @Nullable T find(Class<T> entityClass, Object primaryKey, Map<String, Object> properties) {
        return on(routes.ofClass(entityClass)).find(entityClass, primaryKey, properties);
    }

    @Override
    public <T> @Nullable T find(Class<T> entityClass, Object primaryKey, LockModeType lockMode) {
        return on(routes.ofClass(entityClass)).find(entityClass, primaryKey, lockMode);
    }

    @Override
    public <T> @Nullable T find(
            Class<T> entityClass, Object primaryKey, LockModeType lockMode, Map<String, Object> properties) {
        return on(routes.ofClass(entityClass)).find(entityClass, primaryKey, lockMode, properties);
    }

    @Override
    public <T> @Nullable T find(Class<T> entityClass, Object primaryKey, FindOption... options) {
        return on(routes.ofClass(entityClass)).find(entityClass, primaryKey, options);
    }

    @Override
    public <T> @Nullable T find(EntityGraph<T> graph, Object primaryKey, FindOption... options) {
        return on(routes.ofGraph(graph)).find(graph, primaryKey, options);
    }

    @Override
    public <T> T getReference(Class<T> entityClass, Object primaryKey) {
        return on(routes.ofClass(entityClass)).getReference(entityClass, primaryKey);
    }

    @Override
    public <T> EntityGraph<T> createEntityGraph(Class<T> rootType) {
        return on(routes.ofClass(rootType)).createEntityGraph(rootType);
    }

    @Override
    public <T> List<EntityGraph<? super T>> getEntityGraphs(Class<T> entityClass) {
        return on(routes.ofClass(entityClass)).getEntityGraphs(entityClass);
    }

    // Queries.

    @Override
    public Query createQuery(String text) {
        return on(routes.ofText(text)).createQuery(text);
    }

    @Override
    public <T> TypedQuery<T> createQuery(String text, Class<T> resultClass) {
        return on(routes.ofText(text)).createQuery(text, resultClass);
    }

    @Override
    public <T> TypedQuery<T> createQuery(CriteriaQuery<T> criteria) {
        var executable = this.criteria.executable(criteria);
        return executable.query(on(executable.unit()).createQuery(executable.criteria()));
    }

    @Override
    public <T> TypedQuery<T> createQuery(CriteriaSelect<T> criteria) {
        var executable = this.criteria.executable(criteria);
        return executable.query(on(executable.unit()).createQuery(executable.criteria()));
    }

    @Override
    public Query createQuery(CriteriaUpdate<?> criteria) {
        var executable = this.criteria.executable(criteria);
        return executable.query(on(executable.unit()).createQuery(executable.criteria()));
    }

    @Override
    public Query createQuery(CriteriaDelete<?> criteria) {
        var executable = this.criteria.executable(criteria);
        return executable.query(on(executable.unit()).createQuery(executable.criteria()));
    }

    @Override
    public Query createNamedQuery(String name) {
        return on(routes.ofName(NameKind.QUERY, name)).createNamedQuery(name);
    }

    @Override
    public <T> TypedQuery<T> createNamedQuery(String name, Class<T> resultClass) {
        return on(routes.ofName(NameKind.QUERY, name)).createNamedQuery(name, resultClass);
    }

    @Override
    public <T> TypedQuery<T> createQuery(TypedQueryReference<T> reference) {
        return on(routes.ofName(NameKind.QUERY, reference.getName())).createQuery(reference);
    }

    @Override
    public Query createNativeQuery(String sql) {
        return on(routes.ofNative(sql)).createNativeQuery(sql);
    }

    @Override
    public <T> Query createNativeQuery(String sql, Class<T> resultClass) {
        return on(routes.ofNativeResult(sql, resultClass)).createNativeQuery(sql, resultClass);
    }

    @Override
    public Query createNativeQuery(String sql, String resultSetMapping) {
        return on(routes.ofName(NameKind.RESULT_SET_MAPPING, resultSetMapping))
                .createNativeQuery(sql, resultSetMapping);
    }

    @Override
    public StoredProcedureQuery createNamedStoredProcedureQuery(String name) {
        return on(routes.ofName(NameKind.PROCEDURE, name)).createNamedStoredProcedureQuery(name);
    }

    @Override
    public StoredProcedureQuery createStoredProcedureQuery(String procedure) {
        return on(routes.ofProcedure(procedure)).createStoredProcedureQuery(procedure);
    }

    @Override
    public StoredProcedureQuery createStoredProcedureQuery(String procedure, Class<?>... resultClasses) {
        return on(routes.ofProcedure(procedure, resultClasses)).createStoredProcedureQuery(procedure, resultClasses);
    }

    @Override
    public StoredProcedureQuery createStoredProcedureQuery(String procedure, String... resultSetMappings) {
        return on(routes.ofProcedureMappings(procedure, resultSetMappings))
                .createStoredProcedureQuery(procedure, resultSetMappings);
    }

    @Override
    public @Nullable EntityGraph<?> createEntityGraph(String name) {
        // The specification answers an unknown name with null here, and with an exception below.
        return routes.findGraph(name)
                .<EntityGraph<?>>map(unit -> on(unit).createEntityGraph(name))
                .orElse(null);
    }

    @Override
    public EntityGraph<?> getEntityGraph(String name) {
        return on(routes.ofName(NameKind.ENTITY_GRAPH, name)).getEntityGraph(name);
    }

    @Override
    public <C> void runWithConnection(ConnectionConsumer<C> action) {
        on(routes.ofNothing("runWithConnection")).runWithConnection(action);
    }

    @Override
    public <C, T> T callWithConnection(ConnectionFunction<C, T> function) {
        return on(routes.ofNothing("callWithConnection")).callWithConnection(function);
    }

    // The whole context.

    @Override
    public void flush() {
        requireTransaction("flush");
        contexts.inUse().forEach(EntityManager::flush);
    }

    @Override
    public void clear() {
        contexts.clear();
    }

    @Override
    public void setFlushMode(FlushModeType flushMode) {
        contexts.setFlushMode(flushMode);
    }

    @Override
    public FlushModeType getFlushMode() {
        return contexts.flushMode();
    }

    @Override
    public void setProperty(String name, Object value) {
        contexts.setProperty(name, value);
    }

    @Override
    public Map<String, Object> getProperties() {
        return Map.copyOf(contexts.properties());
    }

    @Override
    public void setCacheRetrieveMode(CacheRetrieveMode mode) {
        contexts.setCacheRetrieveMode(mode);
    }

    @Override
    public CacheRetrieveMode getCacheRetrieveMode() {
        return contexts.cacheRetrieveMode();
    }

    @Override
    public void setCacheStoreMode(CacheStoreMode mode) {
        contexts.setCacheStoreMode(mode);
    }

    @Override
    public CacheStoreMode getCacheStoreMode() {
        return contexts.cacheStoreMode();
    }

    @Override
    public void joinTransaction() {
        requireTransaction("joinTransaction");
        contexts.join();
    }

    private void requireTransaction(String operation) {
        if (!contexts.inAnyTransaction()) {
            throw Failures.transactionRequired(
                    operation, String.join("', '", routes.index().keys()));
        }
    }

    @Override
    public boolean isJoinedToTransaction() {
        return contexts.hasJoined();
    }

    @Override
    public boolean isOpen() {
        return contexts.isOpen();
    }

    @Override
    public void close() {
        contexts.close();
    }

    @Override
    public EntityTransaction getTransaction() {
        if (routes.index().underJta()) {
            throw Failures.transactionUnderJta();
        }
        return contexts.localTransaction();
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return type.isInstance(this)
                ? type.cast(this)
                : on(routes.index()
                                .onlyUnit()
                                .orElseThrow(() -> Failures.cannotUnwrap(
                                        type, routes.index().keys(), "EntityManager")))
                        .unwrap(type);
    }

    @Override
    public Object getDelegate() {
        return routes.index().onlyUnit().map(unit -> on(unit).getDelegate()).orElse(this);
    }

    @Override
    public Metamodel getMetamodel() {
        contexts.requireOpen();
        return factory.getMetamodel();
    }

    @Override
    public CriteriaBuilder getCriteriaBuilder() {
        contexts.requireOpen();
        return criteria.builder();
    }

    @Override
    public EntityManagerFactory getEntityManagerFactory() {
        contexts.requireOpen();
        return factory;
    }

    @Override
    public String toString() {
        return "router over binds " + routes.index().keys();
    }
}
