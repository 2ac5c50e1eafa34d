// SPDX-License-Identifier: Apache-2.0
package io.bindkey.provider;

import jakarta.persistence.EntityGraph;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import jakarta.persistence.Subgraph;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.metamodel.Metamodel;
import java.util.Optional;

/** What objects of a provider tell of where they come from, beyond the standard. */
public final class ProviderObjects {

    private ProviderObjects() {}

    private static boolean isHibernates(Object object) {
        return object.getClass().getName().startsWith("org.hibernate.");
    }

    /** {@return the builder that made a criteria query, as far as it tells} */
    public static Optional<CriteriaBuilder> builderOf(Object criteria) {
        return isHibernates(criteria) ? Optional.of(HibernateCriteria.builder(criteria)) : Optional.empty();
    }

    /** {@return the class at the root of a graph, as far as it tells: those of Hibernate and EclipseLink do} */
    public static Optional<Class<?>> entityOf(EntityGraph<?> graph) {
        if (isHibernates(graph)) {
            return Optional.of(HibernateGraphs.entityClass(graph));
        }
        return graph instanceof Subgraph<?> eclipseLinks ? Optional.of(eclipseLinks.getClassType()) : Optional.empty();
    }

    /** {@return the metamodel of the factory that a query comes from, as far as it tells} */
    public static Optional<Metamodel> metamodelOf(Query query) {
        if (isHibernates(query)) {
            return Optional.of(HibernateQueries.factory(query).getMetamodel());
        }
        try {
            Object creator = query.getClass().getMethod("getEntityManager").invoke(query);
            return creator instanceof EntityManager em ? Optional.of(em.getMetamodel()) : Optional.empty();
        } catch (ReflectiveOperationException anotherProvider) {
            return Optional.empty();
        }
    }
}
