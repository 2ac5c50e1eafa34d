// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import jakarta.persistence.EntityManager;
import java.util.function.BiFunction;

/** Two units of Hibernate on XA pools under Narayana. */
record PlainXa(PlainUnit notes, PlainUnit replies) implements TwoWays {

    PlainXa() {
        this(PlainUnit.xa(Note.class), PlainUnit.xa(Reply.class));
    }

    @Override
    public <T> T inTransaction(BiFunction<EntityManager, EntityManager, T> work) {
        try (JtaTransaction transaction = JtaTransaction.begin();
                EntityManager first = notes.factory().createEntityManager();
                EntityManager second = replies.factory().createEntityManager()) {
            T result = work.apply(first, second);
            transaction.commit();
            return result;
        }
    }

    @Override
    public void close() {
        notes.close();
        replies.close();
    }
}
