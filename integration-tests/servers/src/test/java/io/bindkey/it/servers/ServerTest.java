// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers;

import io.bindkey.Bound;
import io.bindkey.it.servers.app.Transactions;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the tests share. Databases keep their rows from test to test, so each works with ids of its own. */
@ExtendWith(ArquillianExtension.class)
abstract class ServerTest {

    private static final AtomicLong IDS = new AtomicLong(1000);

    @Inject
    @Bound
    EntityManager em;

    @Inject
    Transactions transactions;

    static long newId() {
        return IDS.incrementAndGet();
    }

    /** What another transaction sees: the row itself, not what a persistence context still holds. */
    Optional<String> stored(Class<?> entity, long id) {
        List<?> names = em.createQuery("select e.name from " + entity.getSimpleName() + " e where e.id = :id")
                .setParameter("id", id)
                .getResultList();
        return names.stream().map(String.class::cast).findFirst();
    }
}
