// SPDX-License-Identifier: Apache-2.0
package io.bindkey.router;

import io.bindkey.Binds;
import io.bindkey.context.PersistenceContexts;
import io.bindkey.unit.Units;
import jakarta.persistence.EntityManager;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.metamodel.Metamodel;

/** What the router's room offers to the application. Immutable; all of it is safe for use by several threads. */
public final class Routing {

    private final Binds binds;
    private final EntityManager router;

    /**
     * Reads the index of classes and names.
     *
     * @param units of the application
     * @param contexts the current persistence contexts
     */
    public Routing(Units units, PersistenceContexts contexts) {
        RoutingIndex index = new RoutingIndex(units);
        this.binds = new RoutedBinds(index, contexts);
        this.router = new Router(index, contexts);
    }

    public Binds binds() {
        return binds;
    }

    /** {@return the entity manager that chooses a bind for each call} */
    public EntityManager router() {
        return router;
    }

    /** {@return the builder of criteria queries for every bind} */
    public CriteriaBuilder criteriaBuilder() {
        return router.getCriteriaBuilder();
    }

    /** {@return the metamodel over all binds} */
    public Metamodel metamodel() {
        return router.getMetamodel();
    }
}
