// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.function.Function;

/** Hibernate and the pool, each with what it has for Narayana: a new entity manager for each transaction. */
record PlainJtaWay(PlainUnit unit) implements Way {

    PlainJtaWay() {
        this(PlainUnit.jta(Note.class));
    }

    @Override
    public <T> T inTransaction(Function<EntityManager, T> work) {
        EntityManagerFactory factory = unit.factory();
        try (JtaTransaction transaction = JtaTransaction.begin();
                EntityManager em = factory.createEntityManager()) {
            T result = work.apply(em);
            transaction.commit();
            return result;
        }
    }

    @Override
    public void close() {
        unit.close();
    }
}
