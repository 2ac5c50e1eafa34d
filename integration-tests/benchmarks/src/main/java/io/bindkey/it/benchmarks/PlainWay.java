// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import java.util.function.Function;

/** Hibernate alone: a new entity manager for each transaction. */
record PlainWay(PlainUnit unit) implements Way {

    PlainWay() {
        this(PlainUnit.open());
    }

    @Override
    public <T> T inTransaction(Function<EntityManager, T> work) {
        EntityManagerFactory factory = unit.factory();
        try (EntityManager em = factory.createEntityManager()) {
            return inTransaction(em, work);
        }
    }

    /** As an application writes it. */
    static <T> T inTransaction(EntityManager em, Function<EntityManager, T> work) {
        EntityTransaction transaction = em.getTransaction();
        transaction.begin();
        try {
            T result = work.apply(em);
            transaction.commit();
            return result;
        } finally {
            if (transaction.isActive()) {
                transaction.rollback();
            }
        }
    }

    @Override
    public void close() {
        unit.close();
    }
}
