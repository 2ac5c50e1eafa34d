// SPDX-License-Identifier: Apache-2.0
package io.bindkey.router;

import io.bindkey.context.NeedsTransaction;
import io.bindkey.routes.Routes;
import io.bindkey.unit.NameKind;
import io.bindkey.unit.Unit;
import jakarta.persistence.ConnectionConsumer;
import jakarta.persistence.ConnectionFunction;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.EntityManager;
import jakarta.persistence.FindOption;
import jakarta.persistence.LockModeType;
import jakarta.persistence.LockOption;
import jakarta.persistence.Query;
import jakarta.persistence.RefreshOption;
import jakarta.persistence.StoredProcedureQuery;
import jakarta.persistence.TypedQuery;
import jakarta.persistence.TypedQueryReference;
import jakarta.persistence.criteria.CriteriaDelete;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.criteria.CriteriaSelect;
import jakarta.persistence.criteria.CriteriaUpdate;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An entity manager that leaves each call to another one (Jakarta Persistence, section 3.1), which it chooses for that call.
 *
 * <p>Written by hand against Jakarta Persistence 3.2. On 3.1 the types that are new in 3.2 are not there; the virtual
 * machine looks for them only when such a method is called, which code for 3.1 cannot do. Reflection would look for
 * all of them at once, so nothing may reflect over this class: the container gets it as a synthetic bean.
 */
abstract class ChoosingEntityManager implements EntityManager {

    /** {@return the one for the bind of an entity class} */
    abstract EntityManager ofClass(Class<?> entityClass);

    /** {@return the one for the bind of an instance} */
    abstract EntityManager ofInstance(Object entity);

    /** {@return the same, for what is refused outside a transaction} */
    abstract EntityManager requiringTransaction(Object entity, NeedsTransaction operation);

    /**
     * {@return the one for a bind that has to be found}
     *
     * @param route finds it
     */
    abstract EntityManager on(Function<Routes, Unit> route);

    /**
     * {@return a query of the one for the bind of a criteria query}
     *
     * @param create by the bind's own criteria
     */
    abstract <C, Q extends Query> Q ofCriteria(C criteria, BiFunction<EntityManager, C, Q> create);

    /** {@return what the application gets of a query} */
    abstract <Q extends Query> Q obtained(Q query);

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
        return on(routes -> routes.ofGraph(graph)).find(graph, primaryKey, options);
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
        return obtained(on(routes -> routes.ofText(text)).createQuery(text));
    }

    @Override
    public <T> TypedQuery<T> createQuery(String text, Class<T> resultClass) {
        return obtained(on(routes -> routes.ofText(text)).createQuery(text, resultClass));
    }

    @Override
    public <T> TypedQuery<T> createQuery(CriteriaQuery<T> criteria) {
        return ofCriteria(criteria, (entityManager, given) -> entityManager.createQuery(given));
    }

    @Override
    public <T> TypedQuery<T> createQuery(CriteriaSelect<T> criteria) {
        return ofCriteria(criteria, (entityManager, given) -> entityManager.createQuery(given));
    }

    @Override
    public Query createQuery(CriteriaUpdate<?> criteria) {
        return ofCriteria(criteria, (entityManager, given) -> entityManager.createQuery(given));
    }

    @Override
    public Query createQuery(CriteriaDelete<?> criteria) {
        return ofCriteria(criteria, (entityManager, given) -> entityManager.createQuery(given));
    }

    @Override
    public Query createNamedQuery(String name) {
        return obtained(on(routes -> routes.ofName(NameKind.QUERY, name)).createNamedQuery(name));
    }

    @Override
    public <T> TypedQuery<T> createNamedQuery(String name, Class<T> resultClass) {
        return obtained(on(routes -> routes.ofName(NameKind.QUERY, name)).createNamedQuery(name, resultClass));
    }

    @Override
    public <T> TypedQuery<T> createQuery(TypedQueryReference<T> reference) {
        return obtained(on(routes -> routes.ofReference(reference)).createQuery(reference));
    }

    @Override
    public Query createNativeQuery(String sql) {
        return obtained(on(routes -> routes.ofNative(sql)).createNativeQuery(sql));
    }

    @Override
    public <T> Query createNativeQuery(String sql, Class<T> resultClass) {
        return obtained(on(routes -> routes.ofNativeResult(sql, resultClass)).createNativeQuery(sql, resultClass));
    }

    @Override
    public Query createNativeQuery(String sql, String resultSetMapping) {
        return obtained(on(routes -> routes.ofName(NameKind.RESULT_SET_MAPPING, resultSetMapping))
                .createNativeQuery(sql, resultSetMapping));
    }

    @Override
    public StoredProcedureQuery createNamedStoredProcedureQuery(String name) {
        return obtained(on(routes -> routes.ofName(NameKind.PROCEDURE, name)).createNamedStoredProcedureQuery(name));
    }

    @Override
    public StoredProcedureQuery createStoredProcedureQuery(String procedure) {
        return obtained(on(routes -> routes.ofProcedure(procedure)).createStoredProcedureQuery(procedure));
    }

    @Override
    public StoredProcedureQuery createStoredProcedureQuery(String procedure, Class<?>... resultClasses) {
        return obtained(on(routes -> routes.ofProcedure(procedure, resultClasses))
                .createStoredProcedureQuery(procedure, resultClasses));
    }

    @Override
    public StoredProcedureQuery createStoredProcedureQuery(String procedure, String... resultSetMappings) {
        return obtained(on(routes -> routes.ofProcedureMappings(procedure, resultSetMappings))
                .createStoredProcedureQuery(procedure, resultSetMappings));
    }

    @Override
    public EntityGraph<?> getEntityGraph(String name) {
        return on(routes -> routes.ofName(NameKind.ENTITY_GRAPH, name)).getEntityGraph(name);
    }

    @Override
    public <C> void runWithConnection(ConnectionConsumer<C> action) {
        on(routes -> routes.ofNothing("runWithConnection")).runWithConnection(action);
    }

    @Override
    public <C, T> T callWithConnection(ConnectionFunction<C, T> function) {
        return on(routes -> routes.ofNothing("callWithConnection")).callWithConnection(function);
    }
}
