// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import io.bindkey.AfterCompletion;
import io.bindkey.Bound;
import io.bindkey.TransactionOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.persistence.EntityManager;
import jakarta.transaction.TransactionManager;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** The application: each transfer writes one row into each database. Its start recovers what an earlier one left. */
final class Transfers implements AutoCloseable {

    private final SeContainer container;
    private final EntityManager em;
    private final TransactionManager transactions = com.arjuna.ats.jta.TransactionManager.transactionManager();

    private Transfers(SeContainer container) {
        this.container = container;
        this.em = container.select(EntityManager.class, Bound.Literal.ROUTER).get();
    }

    /** Remembers how the last transaction ended. */
    @ApplicationScoped
    static class Outcomes {

        private final Map<String, TransactionOutcome> byBind = new ConcurrentSkipListMap<>();

        void ended(@Observes AfterCompletion event) {
            byBind.put(event.bind(), event.outcome());
        }

        Map<String, TransactionOutcome> last() {
            return new TreeMap<>(byBind);
        }
    }

    static Transfers start(Map<String, String> databases) {
        Map<String, String> properties = new TreeMap<>(databases);
        properties.put("binds-defaults.transaction", "xa");
        properties.put("binds.postgres.driver", WatchedPostgres.class.getName());
        properties.put("binds.mariadb.driver", WatchedMariaDb.class.getName());
        return new Transfers(Containers.start(properties, Outcomes.class));
    }

    /** Returns when the transaction manager says that it is committed. */
    void transfer(long id) throws Exception {
        persist(new Debit(id), new Credit(id));
    }

    /** One half of it, which needs no vote. */
    void transferAlone(String bind, long id) throws Exception {
        persist(bind.equals("postgres") ? new Debit(id) : new Credit(id));
    }

    private void persist(Object... rows) throws Exception {
        transactions.begin();
        try {
            List.of(rows).forEach(em::persist);
            em.flush();
        } catch (RuntimeException e) {
            transactions.rollback();
            throw e;
        }
        transactions.commit();
    }

    Map<String, TransactionOutcome> lastOutcomes() {
        return container.select(Outcomes.class).get().last();
    }

    @Override
    public void close() {
        container.close();
    }
}
