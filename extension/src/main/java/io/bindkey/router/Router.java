// SPDX-License-Identifier: Apache-2.0
package io.bindkey.router;

import io.bindkey.Bound;
import io.bindkey.context.PersistenceContexts;
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
import java.io.Serial;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The entity manager that chooses a bind for each call (Jakarta Persistence, section 3.1). Stateless but for a cache;
 * safe for use by several threads, each of which has its own persistence contexts.
 *
 * <p>Written by hand against Jakarta Persistence 3.2. On 3.1 the types that are new in 3.2 are not there; the virtual
 * machine looks for them only when such a method is called, which code for 3.1 cannot do. Reflection would look for
 * all of them at once, so nothing may reflect over this class: the container gets it as a synthetic bean.
 */
final class Router implements EntityManager, Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Routes routes;
    private final transient PersistenceContexts contexts;
    private final transient Metamodel metamodel;
    private final transient RoutedCriteria criteria;

    Router(RoutingIndex index, PersistenceContexts contexts) {
        this.routes = new Routes(index);
        this.contexts = contexts;
        this.metamodel = new RouterMetamodel(index);
        this.criteria = new RoutedCriteria(routes);
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
        EntityManager open = contexts.ifOpen(routes.ofInstance(entity));
        if (open != null) {
            open.detach(entity);
        }
    }

    @Override
    public boolean contains(Object entity) {
        EntityManager open = contexts.ifOpen(routes.ofInstance(entity));
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
        return routes.index()
                .findName(NameKind.ENTITY_GRAPH, name)
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
        if (!contexts.inAnyTransaction()) {
            throw Failures.transactionRequired(
                    "flush", String.join("', '", routes.index().keys()));
        }
        contexts.inUse().forEach(EntityManager::flush);
    }

    @Override
    public void clear() {
        contexts.inUse().forEach(EntityManager::clear);
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
        contexts.set("cache retrieve mode", em -> em.setCacheRetrieveMode(mode));
    }

    @Override
    public void setCacheStoreMode(CacheStoreMode mode) {
        contexts.set("cache store mode", em -> em.setCacheStoreMode(mode));
    }

    @Override
    public CacheRetrieveMode getCacheRetrieveMode() {
        return contexts.inUse().stream()
                .map(EntityManager::getCacheRetrieveMode)
                .findFirst()
                .orElse(CacheRetrieveMode.USE);
    }

    @Override
    public CacheStoreMode getCacheStoreMode() {
        return contexts.inUse().stream()
                .map(EntityManager::getCacheStoreMode)
                .findFirst()
                .orElse(CacheStoreMode.USE);
    }

    @Override
    public void joinTransaction() {
        if (!contexts.inAnyTransaction()) {
            throw Failures.transactionRequired(
                    "joinTransaction", String.join("', '", routes.index().keys()));
        }
        // What is open inside a transaction was opened in it, and has joined.
    }

    @Override
    public boolean isJoinedToTransaction() {
        return contexts.inAnyTransaction();
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {
        throw Failures.closeOfContainerManaged();
    }

    @Override
    public EntityTransaction getTransaction() {
        boolean jta = routes.index().units().all().stream()
                .anyMatch(unit -> unit.transaction().usesTransactionManager());
        if (jta) {
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
                                        type, routes.index().keys())))
                        .unwrap(type);
    }

    @Override
    public Object getDelegate() {
        return routes.index().onlyUnit().map(unit -> on(unit).getDelegate()).orElse(this);
    }

    @Override
    public Metamodel getMetamodel() {
        return metamodel;
    }

    @Override
    public CriteriaBuilder getCriteriaBuilder() {
        return criteria.builder();
    }

    @Override
    public EntityManagerFactory getEntityManagerFactory() {
        throw Failures.noRoutedFactory();
    }

    @Override
    public String toString() {
        return "router over binds " + routes.index().keys();
    }

    @Serial
    private Object writeReplace() {
        return new SerializedEntityManager(Bound.Literal.ROUTER);
    }
}
