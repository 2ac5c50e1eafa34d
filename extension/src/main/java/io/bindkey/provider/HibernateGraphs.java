// SPDX-License-Identifier: Apache-2.0
package io.bindkey.provider;

import jakarta.persistence.EntityGraph;
import org.hibernate.graph.Graph;

/** What only Hibernate's entity graphs tell. Touched only for a graph of Hibernate's. */
final class HibernateGraphs {

    private HibernateGraphs() {}

    static Class<?> entityClass(EntityGraph<?> graph) {
        return ((Graph<?>) graph).getGraphedType().getJavaType();
    }
}
