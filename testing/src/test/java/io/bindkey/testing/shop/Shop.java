// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing.shop;

import io.bindkey.Bound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

@ApplicationScoped
public class Shop {

    private final AtomicInteger calls = new AtomicInteger();

    @Inject
    @Bound
    EntityManager em;

    /** {@return how often it was} */
    public int called() {
        return calls.incrementAndGet();
    }

    @Transactional
    public void buy(String number, String... items) {
        em.persist(Purchase.of(number, items));
    }

    @Transactional
    public void register(String name) {
        em.persist(Login.of(name));
    }

    @Transactional
    public void note(String text) {
        em.persist(AuditEntry.of(text));
    }

    @Transactional(TxType.REQUIRES_NEW)
    public void noteInAnyCase(String text) {
        em.persist(AuditEntry.of(text));
    }

    @Transactional
    public long purchases() {
        return em.createQuery("select count(p) from Purchase p", Long.class).getSingleResult();
    }

    @Transactional
    public long logins() {
        return em.createQuery("select count(l) from Login l", Long.class).getSingleResult();
    }

    @Transactional
    public List<String> notes() {
        return em.createQuery("select a.text from AuditEntry a order by a.id", String.class)
                .getResultList();
    }

    /** With one statement more for each purchase. */
    @Transactional
    public int itemsOneByOne() {
        return em.createQuery("select p from Purchase p", Purchase.class).getResultList().stream()
                .mapToInt(purchase -> purchase.items().size())
                .sum();
    }
}
