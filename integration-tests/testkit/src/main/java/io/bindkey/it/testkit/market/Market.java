// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.testkit.market;

import io.bindkey.Bound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.List;

/** With a method for each kind of transaction. */
@ApplicationScoped
public class Market {

    @Inject
    @Bound
    EntityManager em;

    @Inject
    Journal journal;

    /** Writes to all three. */
    @Transactional
    public void signUp(String name) {
        em.persist(Customer.named(name));
        em.persist(Account.of(name));
        journal.note(name + " signed up");
    }

    /** Writes to two, and fails. */
    @Transactional
    public void signUpInVain(String name) {
        em.persist(Customer.named(name));
        em.persist(Account.of(name));
        throw new IllegalStateException("no room for " + name);
    }

    @Transactional
    public void open(String name) {
        em.persist(Customer.named(name));
    }

    @Transactional
    public void buy(String name, String... things) {
        Customer customer = em.createQuery("select c from Customer c where c.name = :name", Customer.class)
                .setParameter("name", name)
                .getSingleResult();
        for (String thing : things) {
            customer.purchases().add(Purchase.of(thing));
        }
    }

    @Transactional
    public int rename(String from, String to) {
        return em.createQuery("update Account a set a.name = :to where a.name = :from")
                .setParameter("from", from)
                .setParameter("to", to)
                .executeUpdate();
    }

    @Transactional(TxType.SUPPORTS)
    public long customers() {
        return em.createQuery("select count(c) from Customer c", Long.class).getSingleResult();
    }

    @Transactional(TxType.SUPPORTS)
    public long accounts() {
        return em.createQuery("select count(a) from Account a", Long.class).getSingleResult();
    }

    @Transactional(TxType.NOT_SUPPORTED)
    public long committedCustomers() {
        return em.createQuery("select count(c) from Customer c", Long.class).getSingleResult();
    }

    @Transactional(TxType.MANDATORY)
    public void openInside(String name) {
        em.persist(Customer.named(name));
    }

    @Transactional(TxType.NEVER)
    public String outside() {
        return "outside";
    }

    /** With a statement for each customer. */
    @Transactional
    public List<String> things() {
        return em.createQuery("select c from Customer c order by c.name", Customer.class).getResultList().stream()
                .flatMap(customer -> customer.purchases().stream())
                .map(Purchase::thing)
                .toList();
    }

    /** With one. */
    @Transactional
    public List<String> thingsAtOnce() {
        return em.createQuery("select p.thing from Customer c join c.purchases p order by c.name, p.id", String.class)
                .getResultList();
    }
}
