// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.testkit.market;

import io.bindkey.Bound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;

@ApplicationScoped
public class Journal {

    @Inject
    @Bound("audit")
    EntityManager audit;

    @Transactional
    public void note(String text) {
        audit.persist(Entry.of(text));
    }

    /** Whatever becomes of the caller. */
    @Transactional(TxType.REQUIRES_NEW)
    public void noteInAnyCase(String text) {
        audit.persist(Entry.of(text));
    }

    @Transactional(TxType.SUPPORTS)
    public List<String> texts() {
        return audit.createQuery("select e.text from Entry e order by e.id", String.class)
                .getResultList();
    }
}
