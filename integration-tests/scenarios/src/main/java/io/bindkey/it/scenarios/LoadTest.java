// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;
import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.Bound;
import io.bindkey.it.scenarios.model.Person;
import io.bindkey.it.scenarios.model.auth.User;
import io.bindkey.it.scenarios.model.meta.AuditEntry;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many threads work on three binds by one router; whatever one thread writes carries its mark and its bind's. */
class LoadTest {

    private static final int POOL_SIZE = 16;

    /** What an operation needs to know of a bind. */
    private record Kind<T>(
            String bind,
            String table,
            String column,
            Class<T> type,
            Function<String, T> make,
            Function<T, Object> id,
            Function<T, String> text,
            BiConsumer<T, String> change) {

        String select() {
            return "select e." + column + " from " + type.getSimpleName() + " e where e.id in :ids";
        }
    }

    private static final List<Kind<?>> KINDS = List.of(
            new Kind<>(
                    DEFAULT,
                    "person",
                    "name",
                    Person.class,
                    Person::named,
                    p -> p.id,
                    p -> p.name,
                    (p, s) -> p.name = s),
            new Kind<>(
                    META,
                    "audit_entry",
                    "text",
                    AuditEntry.class,
                    AuditEntry::of,
                    a -> a.id,
                    a -> a.text,
                    (a, s) -> a.text = s),
            new Kind<>(AUTH, "users", "name", User.class, User::named, u -> u.id, u -> u.name, (u, s) -> u.name = s));

    @Test
    void twoThreadsDoTwoHundredOperationsEach() throws Exception {
        run(2, 200);
    }

    @Test
    @Tag("slow")
    @Tag("thorough")
    void eightThreadsDoTenThousandOperationsEach() throws Exception {
        run(8, 10_000);
    }

    private static void run(int threads, int operations) throws Exception {
        Application.Builder builder = Application.onH2()
                .resourceLocal()
                .withTables()
                .with("binds-defaults.pool.max-size", String.valueOf(POOL_SIZE));
        try (Application app = builder.start()) {
            EntityManager router = app.router();
            List<Callable<Worker>> work = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                work.add(new Worker(app, router, "thread " + i, operations, i));
            }
            List<Worker> workers = new ArrayList<>();
            ExecutorService executor = Executors.newFixedThreadPool(threads);
            long start = System.nanoTime();
            try {
                for (Future<Worker> future : executor.invokeAll(work)) {
                    workers.add(future.get());
                }
            } finally {
                executor.shutdown();
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf(
                    "%d threads, %d operations each: %.1f s, %.0f operations per second%n",
                    threads, operations, seconds, threads * operations / seconds);

            for (Kind<?> kind : KINDS) {
                List<String> expected = workers.stream()
                        .flatMap(worker -> worker.rows(kind).values().stream())
                        .toList();
                assertThat(app.rows(kind.bind(), "select " + kind.column() + " from " + kind.table()))
                        .as("the rows of bind '%s'", kind.bind())
                        .containsExactlyInAnyOrderElementsOf(expected);
                assertThatTheWholePoolIsFree(app.get(DataSource.class, Bound.Literal.of(kind.bind())));
            }
        }
    }

    private static void assertThatTheWholePoolIsFree(DataSource pool) throws SQLException {
        List<Connection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < POOL_SIZE; i++) {
                connections.add(pool.getConnection());
            }
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    /** One thread's work, and what should be in the databases after it. */
    private static final class Worker implements Callable<Worker> {

        private final Application app;
        private final EntityManager em;
        private final String name;
        private final int operations;
        private final Random random;
        private final Map<String, Map<Object, String>> rows = new HashMap<>();
        private int counter;

        Worker(Application app, EntityManager em, String name, int operations, int seed) {
            this.app = app;
            this.em = em;
            this.name = name;
            this.operations = operations;
            this.random = new Random(seed);
            KINDS.forEach(kind -> rows.put(kind.bind(), new HashMap<>()));
        }

        Map<Object, String> rows(Kind<?> kind) {
            return rows.getOrDefault(kind.bind(), Map.of());
        }

        @Override
        public Worker call() {
            for (int i = 0; i < operations; i++) {
                app.inRequest(() -> operate(KINDS.get(random.nextInt(KINDS.size()))));
            }
            return this;
        }

        private <T> void operate(Kind<T> kind) {
            int choice = random.nextInt(100);
            if (choice < 40 || rows(kind).isEmpty()) {
                persist(kind);
            } else if (choice < 60) {
                find(kind);
            } else if (choice < 75) {
                update(kind);
            } else if (choice < 85) {
                remove(kind);
            } else if (choice < 95) {
                query(kind);
            } else {
                rollBack(kind);
            }
        }

        private String mark(Kind<?> kind) {
            return kind.bind() + ", " + name + ", " + counter++;
        }

        private Object anyId(Kind<?> kind) {
            // A random one would cost a walk; the order of a hash map is as good as random.
            return rows(kind).keySet().iterator().next();
        }

        private <T> T found(Kind<T> kind, Object id) {
            T entity = em.find(kind.type(), id);
            assertThat(kind.text().apply(entity)).isEqualTo(rows(kind).get(id));
            return entity;
        }

        private <T> void persist(Kind<T> kind) {
            String mark = mark(kind);
            T entity = kind.make().apply(mark);
            Application.inTransaction(em, em -> em.persist(entity));
            rows(kind).put(kind.id().apply(entity), mark);
        }

        private void find(Kind<?> kind) {
            Application.inTransaction(em, em -> found(kind, anyId(kind)));
        }

        private <T> void update(Kind<T> kind) {
            Object id = anyId(kind);
            String mark = mark(kind);
            Application.inTransaction(em, em -> kind.change().accept(found(kind, id), mark));
            rows(kind).put(id, mark);
        }

        private void remove(Kind<?> kind) {
            Object id = anyId(kind);
            Application.inTransaction(em, em -> em.remove(found(kind, id)));
            rows(kind).remove(id);
        }

        private void query(Kind<?> kind) {
            List<Object> ids = rows(kind).keySet().stream().limit(5).toList();
            Application.inTransaction(em, em -> {
                assertThat(em.createQuery(kind.select(), String.class)
                                .setParameter("ids", ids)
                                .getResultList())
                        .containsExactlyInAnyOrderElementsOf(
                                ids.stream().map(rows(kind)::get).toList());
                // And a bind of somebody else in the same transaction.
                assertThat(em.find(Person.class, -1L)).isNull();
            });
        }

        private <T> void rollBack(Kind<T> kind) {
            em.getTransaction().begin();
            em.persist(kind.make().apply("rolled back"));
            kind.change().accept(found(kind, anyId(kind)), "rolled back");
            em.flush();
            em.getTransaction().rollback();
        }
    }
}
