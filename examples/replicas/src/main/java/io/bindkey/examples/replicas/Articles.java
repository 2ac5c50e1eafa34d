// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.replicas;

import io.bindkey.Bound;
import io.bindkey.ReadOnly;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;

/** What a program has to say: which methods only read. */
@ApplicationScoped
public class Articles {

    @Inject
    @Bound
    EntityManager em;

    @Transactional
    public void write(String title) {
        em.persist(new Article(title));
    }

    @ReadOnly
    public List<String> titles() {
        return em.createQuery("select a.title from Article a order by a.id", String.class)
                .getResultList();
    }

    /** {@return the port of the server that answers a reader} */
    @ReadOnly
    public String server() {
        return String.valueOf(
                em.createNativeQuery("select current_setting('port')").getSingleResult());
    }

    /** Says that it reads, and does not keep to it. */
    @ReadOnly
    @Transactional
    public void writeWhereNothingMayBeWritten() {
        em.persist(new Article("never"));
    }
}
