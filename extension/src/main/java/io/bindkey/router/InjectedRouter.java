// SPDX-License-Identifier: Apache-2.0
package io.bindkey.router;

import io.bindkey.Bound;
import io.bindkey.context.PersistenceContexts;
import io.bindkey.criteria.CriteriaTree;
import io.bindkey.criteria.RoutedCriteria;
import io.bindkey.routes.Routes;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Query;
import java.io.InvalidObjectException;
import java.io.Serial;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The container's router, which can be serialized as the injection point that it came from. A class of its own, because
 * serialization reflects over the class, and the router's own methods name types that Persistence 3.1 lacks.
 */
final class InjectedRouter extends Router implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;

    InjectedRouter(Routes routes, RoutedCriteria criteria, PersistenceContexts contexts, EntityManagerFactory factory) {
        super(routes, criteria, contexts, factory);
    }

    /** The application cannot close this one, so its queries are the provider's own. */
    @Override
    <Q extends Query> Q obtained(@Nullable CriteriaTree tree, Q query) {
        return tree == null ? query : super.obtained(tree, query);
    }

    @Serial
    private Object writeReplace() {
        return new SerializedInjection(EntityManager.class, Bound.Literal.ROUTER);
    }

    /** Never called, as nothing is written; but serialization would look for it in the superclass. */
    @Serial
    private Object readResolve() throws InvalidObjectException {
        throw new InvalidObjectException("A router is written as its injection point");
    }
}
