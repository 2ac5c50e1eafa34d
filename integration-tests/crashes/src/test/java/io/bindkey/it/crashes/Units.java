// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import io.bindkey.AfterCompletion;
import io.bindkey.Binds;
import io.bindkey.Bound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityTransaction;
import jakarta.transaction.TransactionManager;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Level;
import java.util.logging.Logger;

/** The application, which runs units of work in transactions of one kind. Its pools have their default settings. */
final class Units implements AutoCloseable {

    /** What warns of the connections that are killed on purpose; kept, for a logger that nobody holds is forgotten. */
    private static final Logger WARNINGS = Logger.getLogger("io.bindkey");

    private final Kind kind;
    private final SeContainer container;
    private final EntityManager router;

    private Units(Kind kind, SeContainer container) {
        this.kind = kind;
        this.container = container;
        this.router =
                container.select(EntityManager.class, Bound.Literal.ROUTER).get();
    }

    /** Keeps the events of the calling thread's last transaction. */
    @ApplicationScoped
    static class Events {

        private final Map<Thread, Queue<AfterCompletion>> byThread = new ConcurrentHashMap<>();

        void ofPostgres(@Observes @Bound("postgres") AfterCompletion event) {
            add(event);
        }

        void ofMariaDb(@Observes @Bound("mariadb") AfterCompletion event) {
            add(event);
        }

        private void add(AfterCompletion event) {
            byThread.computeIfAbsent(Thread.currentThread(), thread -> new ConcurrentLinkedQueue<>())
                    .add(event);
        }

        List<AfterCompletion> take() {
            Queue<AfterCompletion> events = byThread.remove(Thread.currentThread());
            return events == null ? List.of() : List.copyOf(events);
        }
    }

    /** What is done in a transaction. */
    interface Work {
        void run() throws Exception;
    }

    static Units start(Kind kind, Databases databases, Path log, int poolSize) {
        return start(kind, databases, log, poolSize, Map.of());
    }

    /** Starts it with more properties than those of the defaults. */
    static Units start(Kind kind, Databases databases, Path log, int poolSize, Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(databases.properties());
        properties.putAll(more);
        properties.put("binds-defaults.transaction", kind.property());
        properties.put("binds-defaults.pool.max-size", String.valueOf(poolSize));
        // Long enough for twenty new connections on a busy machine: with two seconds some failed that were only slow.
        properties.put("binds-defaults.pool.acquisition-timeout", "20s");
        properties.put("binds-settings.transactions.object-store", log.toString());
        WARNINGS.setLevel(Level.SEVERE);
        boolean xa = kind == Kind.XA;
        properties.put("binds.postgres.driver", (xa ? WatchedPostgres.class : WatchedDriver.class).getName());
        properties.put("binds.mariadb.driver", (xa ? WatchedMariaDb.class : WatchedDriver.class).getName());
        return new Units(kind, Containers.start(properties, Events.class));
    }

    /** Starts it with the binds that these properties tell, and nothing between pools and drivers. */
    static Units start(Kind kind, Map<String, String> binds) {
        Map<String, String> properties = new HashMap<>(binds);
        properties.put("binds-defaults.transaction", kind.property());
        WARNINGS.setLevel(Level.SEVERE);
        return new Units(kind, Containers.start(properties, Events.class));
    }

    Binds binds() {
        return container.select(Binds.class).get();
    }

    /** Returns when the transaction is said to be committed. */
    void run(Work work) throws Exception {
        if (kind == Kind.RESOURCE_LOCAL) {
            inRequest(work);
        } else {
            underJta(work);
        }
    }

    private void underJta(Work work) throws Exception {
        TransactionManager transactions = com.arjuna.ats.jta.TransactionManager.transactionManager();
        transactions.begin();
        try {
            work.run();
        } catch (Exception e) {
            try {
                transactions.rollback();
            } catch (Exception rollback) {
                e.addSuppressed(rollback);
            }
            throw e;
        }
        transactions.commit();
    }

    private void inRequest(Work work) throws Exception {
        Instance<RequestContextController> instance = container.select(RequestContextController.class);
        RequestContextController request = instance.get();
        request.activate();
        try {
            locally(work);
        } finally {
            request.deactivate();
            instance.destroy(request);
        }
    }

    private void locally(Work work) throws Exception {
        EntityTransaction transaction = router.getTransaction();
        transaction.begin();
        try {
            work.run();
        } catch (Exception e) {
            try {
                transaction.rollback();
            } catch (RuntimeException rollback) {
                e.addSuppressed(rollback);
            }
            throw e;
        }
        transaction.commit();
    }

    EntityManager of(Product product) {
        return container
                .select(EntityManager.class, Bound.Literal.of(product.bind()))
                .get();
    }

    /** Reads the id of the session that the current transaction has in a database. */
    long session(Product product) {
        return ((Number) of(product).createNativeQuery(product.ownSession()).getSingleResult()).longValue();
    }

    /** Writes one row, at once. */
    void write(Product product, long id) {
        persist(product, id);
        of(product).flush();
    }

    /** Writes one row when the transaction is committed. */
    void persist(Product product, long id) {
        router.persist(product == Product.POSTGRES ? new Debit(id) : new Credit(id));
    }

    /** {@return what the events told of the calling thread's transaction} */
    List<AfterCompletion> events() {
        return container.select(Events.class).get().take();
    }

    @Override
    public void close() {
        container.close();
    }
}
