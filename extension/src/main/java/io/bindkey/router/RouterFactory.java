// SPDX-License-Identifier: Apache-2.0
package io.bindkey.router;

import io.bindkey.context.ContainerManagedContexts;
import io.bindkey.context.PersistenceContexts;
import io.bindkey.criteria.RoutedCriteria;
import io.bindkey.criteria.RoutedQuery;
import io.bindkey.message.Failures;
import io.bindkey.routes.Routes;
import io.bindkey.routes.RoutingIndex;
import io.bindkey.unit.GuardedSchemaManager;
import io.bindkey.unit.NameKind;
import io.bindkey.unit.SchemaDoor;
import io.bindkey.unit.Unit;
import jakarta.persistence.Cache;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnitTransactionType;
import jakarta.persistence.PersistenceUnitUtil;
import jakarta.persistence.Query;
import jakarta.persistence.SchemaManager;
import jakarta.persistence.SynchronizationType;
import jakarta.persistence.TypedQueryReference;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.metamodel.Metamodel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The factory over all binds: it opens application-managed routers, and its views show the binds as one. Safe for use by
 * several threads.
 *
 * <p>As {@link Router}, it is written against Jakarta Persistence 3.2 and runs on 3.1: nothing may reflect over it.
 */
final class RouterFactory implements EntityManagerFactory {

    private final Routes routes;
    private final RoutedCriteria criteria;
    private final ContainerManagedContexts contexts;
    private final SchemaDoor schemas;
    private final Metamodel metamodel;
    private final PersistenceUnitUtil unitUtil;
    private final Cache cache;
    private final Router containerManaged;

    RouterFactory(Routes routes, ContainerManagedContexts contexts, SchemaDoor schemas) {
        RoutingIndex index = routes.index();
        this.routes = routes;
        this.criteria = new RoutedCriteria(routes);
        this.contexts = contexts;
        this.schemas = schemas;
        this.metamodel = new RouterMetamodel(index);
        this.unitUtil = new RouterUnitUtil(index);
        this.cache = new RouterCache(index);
        this.containerManaged = new InjectedRouter(routes, criteria, contexts, this);
    }

    Router containerManaged() {
        return containerManaged;
    }

    /** Every answer begins here: after the end of the application there is none (Jakarta Persistence, section 7.4). */
    private RoutingIndex index() {
        routes.index().units().requireOpen();
        return routes.index();
    }

    @Override
    public EntityManager createEntityManager() {
        return open(SynchronizationType.SYNCHRONIZED, Map.of());
    }

    @Override
    public EntityManager createEntityManager(@Nullable Map<?, ?> properties) {
        return open(SynchronizationType.SYNCHRONIZED, properties);
    }

    @Override
    public EntityManager createEntityManager(SynchronizationType synchronization) {
        return createEntityManager(synchronization, Map.of());
    }

    @Override
    public EntityManager createEntityManager(SynchronizationType synchronization, @Nullable Map<?, ?> properties) {
        if (!index().underJta()) {
            throw Failures.nothingToSynchronize();
        }
        return open(synchronization, properties);
    }

    private Router open(SynchronizationType synchronization, @Nullable Map<?, ?> properties) {
        Map<?, ?> copy = properties == null ? Map.of() : new HashMap<>(properties);
        index().active().forEach(unit -> unit.requireOwnConnections(copy));
        PersistenceContexts own = contexts.applicationManaged(index().underJta(), synchronization, copy);
        return new Router(routes, criteria, own, this);
    }

    @Override
    public void runInTransaction(Consumer<EntityManager> work) {
        callInTransaction(em -> {
            work.accept(em);
            return true;
        });
    }

    @Override
    public <R> R callInTransaction(Function<EntityManager, R> work) {
        return index().underJta() ? contexts.callInJta(() -> callAndClose(work)) : callInLocal(work);
    }

    private <R> R callAndClose(Function<EntityManager, R> work) {
        Router em = open(SynchronizationType.SYNCHRONIZED, Map.of());
        try {
            return work.apply(em);
        } finally {
            if (em.isOpen()) {
                em.close();
            }
        }
    }

    private <R> R callInLocal(Function<EntityManager, R> work) {
        return callAndClose(em -> {
            em.getTransaction().begin();
            try {
                R result = work.apply(em);
                em.getTransaction().commit();
                return result;
            } finally {
                if (em.getTransaction().isActive()) {
                    em.getTransaction().rollback();
                }
            }
        });
    }

    private <T> T whileOpen(T view) {
        index();
        return view;
    }

    @Override
    public Metamodel getMetamodel() {
        return whileOpen(metamodel);
    }

    @Override
    public CriteriaBuilder getCriteriaBuilder() {
        return whileOpen(criteria.builder());
    }

    @Override
    public PersistenceUnitUtil getPersistenceUnitUtil() {
        return whileOpen(unitUtil);
    }

    @Override
    public Cache getCache() {
        return whileOpen(cache);
    }

    @Override
    public SchemaManager getSchemaManager() {
        return GuardedSchemaManager.of(index().active(), schemas);
    }

    @Override
    public String getName() {
        return whileOpen("router");
    }

    /** {@return the properties that have one value in all binds} */
    @Override
    public Map<String, Object> getProperties() {
        List<Unit> units = index().active();
        Map<String, Object> common = new HashMap<>();
        if (!units.isEmpty()) {
            common.putAll(units.get(0).factory().getProperties());
            units.forEach(unit ->
                    common.entrySet().retainAll(unit.factory().getProperties().entrySet()));
        }
        return common;
    }

    @Override
    public PersistenceUnitTransactionType getTransactionType() {
        return index().underJta() ? PersistenceUnitTransactionType.JTA : PersistenceUnitTransactionType.RESOURCE_LOCAL;
    }

    /** The router knows the name from now on; one that several binds had declared is this bind's now. */
    @Override
    public void addNamedQuery(String name, Query query) {
        index();
        requireName(name);
        Query real = RoutedQuery.real(query);
        Unit unit = routes.ofQuery(name, real);
        unit.factory().addNamedQuery(name, real);
        routes.add(NameKind.QUERY, name, unit);
    }

    @Override
    public <T> void addNamedEntityGraph(String name, EntityGraph<T> graph) {
        index();
        requireName(name);
        Unit unit = routes.ofGraph(graph);
        unit.factory().addNamedEntityGraph(name, graph);
        routes.add(NameKind.ENTITY_GRAPH, name, unit);
    }

    private static void requireName(@Nullable String name) {
        if (name == null) {
            throw Failures.nullArgument("The name");
        }
    }

    /** A name that several binds declare stands for the first of them here, and is refused when it is used. */
    @Override
    public <R> Map<String, TypedQueryReference<R>> getNamedQueries(Class<R> resultType) {
        Map<String, TypedQueryReference<R>> all = new HashMap<>();
        for (Unit unit : index().active()) {
            unit.factory().getNamedQueries(resultType).forEach(all::putIfAbsent);
        }
        return all;
    }

    @Override
    public <E> Map<String, EntityGraph<? extends E>> getNamedEntityGraphs(Class<E> entityType) {
        index();
        return routes.ofClass(entityType).factory().getNamedEntityGraphs(entityType);
    }

    @Override
    public boolean isOpen() {
        return routes.index().units().areOpen();
    }

    @Override
    public void close() {
        index();
        throw Failures.closeOfContainerManaged("entity manager factory");
    }

    @Override
    public <T> T unwrap(Class<T> type) {
        return index().toUnwrap(type, this, "EntityManagerFactory")
                .map(unit -> unit.factory().unwrap(type))
                .orElseGet(() -> type.cast(this));
    }

    @Override
    public String toString() {
        return "factory of the " + containerManaged;
    }
}
