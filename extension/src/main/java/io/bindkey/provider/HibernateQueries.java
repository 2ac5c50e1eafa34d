// SPDX-License-Identifier: Apache-2.0
package io.bindkey.provider;

import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Query;

/** What only Hibernate's queries tell. Touched only for a query of Hibernate's. */
final class HibernateQueries {

    private HibernateQueries() {}

    static EntityManagerFactory factory(Query query) {
        return ((org.hibernate.query.Query<?>) query).getSession().getFactory();
    }
}
