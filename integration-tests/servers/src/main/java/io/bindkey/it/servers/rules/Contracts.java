// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers.rules;

import io.bindkey.Bound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;

/** Each method is a transaction. */
@ApplicationScoped
public class Contracts {

    @Inject
    @Bound
    EntityManager em;

    @Transactional
    public void add(long id, String name) {
        em.persist(new Contract(id, name));
    }

    @Transactional
    public void rename(long id, String name) {
        em.find(Contract.class, id).rename(name);
    }

    /** {@return the names of all, as they are stored} */
    @Transactional
    public List<String> names() {
        return em.createQuery("select c.name from Contract c", String.class).getResultList();
    }
}
