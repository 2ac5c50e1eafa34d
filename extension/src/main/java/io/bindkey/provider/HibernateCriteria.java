// SPDX-License-Identifier: Apache-2.0
package io.bindkey.provider;

import jakarta.persistence.criteria.CriteriaBuilder;
import org.hibernate.query.sqm.tree.SqmNode;

/** What only Hibernate's criteria objects tell. Touched only for one of Hibernate's. */
final class HibernateCriteria {

    private HibernateCriteria() {}

    /** {@return the builder that made it: the only thing that a union or a query of a derived table has for sure} */
    static CriteriaBuilder builder(Object criteria) {
        return ((SqmNode) criteria).nodeBuilder();
    }
}
