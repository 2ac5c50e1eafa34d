// SPDX-License-Identifier: Apache-2.0
package io.bindkey.router;

import io.bindkey.Binds;
import io.bindkey.context.ContainerManagedContexts;
import io.bindkey.message.RoutingFailures;
import io.bindkey.routes.Routes;
import io.bindkey.routes.RoutingIndex;
import io.bindkey.unit.SchemaDoor;
import io.bindkey.unit.Unit;
import io.bindkey.unit.Units;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;

/** What the router's room offers to the application. Immutable; all of it is safe for use by several threads. */
public final class Routing {

    private final Units units;
    private final ContainerManagedContexts contexts;
    private final Routes routes;
    private final Binds binds;
    private final EntityManagerFactory factory;
    private final EntityManager router;

    /**
     * Reads the index of classes and names.
     *
     * @param units of the application
     * @param contexts the current persistence contexts
     * @param schemas where schema operations go
     */
    public Routing(Units units, ContainerManagedContexts contexts, SchemaDoor schemas) {
        this.units = units;
        this.contexts = contexts;
        RoutingIndex index = new RoutingIndex(units);
        this.routes = new Routes(index);
        this.binds = new RoutedBinds(index, contexts);
        RouterFactory routers = new RouterFactory(routes, contexts, schemas);
        this.factory = routers;
        this.router = routers.containerManaged();
    }

    public Binds binds() {
        return binds;
    }

    /** {@return which bind a class, a name or a text means} */
    public Routes routes() {
        return routes;
    }

    /** {@return the entity manager that chooses a bind for each call} */
    public EntityManager router() {
        return router;
    }

    /** {@return the factory over all binds} */
    public EntityManagerFactory factory() {
        return factory;
    }

    /**
     * {@return a session of Hibernate's for one bind, which belongs to the current context}
     *
     * @param key of the bind
     * @param type {@code Session} or {@code StatelessSession}
     */
    public Object hibernateSession(String key, Class<?> type) {
        Unit unit = units.find(key).orElseThrow(() -> RoutingFailures.unknownBind(key, binds.keys()));
        return HibernateSessions.of(unit, contexts, type);
    }
}
