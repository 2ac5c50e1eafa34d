// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bindkey.SchemaReport;
import jakarta.persistence.OptimisticLockException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Three nodes, each of which takes reads and writes. */
@TestInstance(Lifecycle.PER_CLASS)
class ClusterTest {

    private static final Map<String, String> CREATED = Map.of(
            "binds.auth.schema.strategy", "create",
            "binds.auth.schema.load-script", "accounts.sql",
            "binds.auth.schema.allow-drop", "true");

    private @Nullable GaleraCluster started;

    @BeforeAll
    void start() throws Exception {
        started = GaleraCluster.start();
    }

    @AfterAll
    void stop() {
        if (started != null) {
            started.close();
        }
    }

    private GaleraCluster cluster() {
        return Objects.requireNonNull(started);
    }

    @BeforeEach
    void isEmpty() throws Exception {
        cluster().emptyDatabase();
    }

    private Application first(String... more) {
        return on(0, with(CREATED, more));
    }

    private Application on(int node, Map<String, String> properties) {
        return Application.on(cluster(), node, properties);
    }

    private static Map<String, String> with(Map<String, String> properties, String... more) {
        Map<String, String> all = new HashMap<>(properties);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return all;
    }

    @ParameterizedTest
    @ValueSource(strings = {"own-writes", "latest"})
    void whatIsWrittenOnOneNodeIsReadAtOnceOnAnother(String consistency) throws Exception {
        String[] reading = {"binds.auth.reading.consistency", consistency};
        try (Application writer = first(reading);
                Application reader = on(1, with(Map.of(), reading))) {
            int stale = 0;
            for (int i = 1; i <= 300; i++) {
                writer.setBalance(1, i);
                if (reader.balance(1) != i) {
                    stale++;
                }
            }
            assertThat(stale).isZero();
        }
    }

    @Test
    void anyIsWhateverTheNodeHas() throws Exception {
        try (Application any = first("binds.auth.reading.consistency", "any")) {
            assertThat(waits(any)).isZero();
            any.schema().validate();
            assertThat(waits(any)).isZero();
        }
    }

    @Test
    void schemaOperationsLeaveConnectionsAsTheyWere() throws Exception {
        try (Application application = first("binds.auth.pool.max-size", "2")) {
            assertThat(waits(application)).isOne();
            application.schema().recreate();
            assertThat(waits(application)).isOne();
        }
    }

    private static long waits(Application application) throws Exception {
        return application.call(em -> ((Number)
                        em.createNativeQuery("select @@session.wsrep_sync_wait from account").getResultList().stream()
                                .findFirst()
                                .orElseThrow())
                .longValue());
    }

    @Test
    void twoInstancesMakeEachTableOnceAndFillItOnce() throws Exception {
        Map<String, String> properties =
                Map.of("binds.auth.schema.load-script", "accounts.sql", "binds.auth.schema.allow-drop", "true");
        try (Application first = on(0, properties);
                Application second = on(1, properties)) {
            for (int round = 0; round < 5; round++) {
                List<SchemaReport> reports = together(
                        () -> first.schema().create(), () -> second.schema().create());

                List<String> statements = reports.stream()
                        .flatMap(report -> report.outcomes().stream())
                        .flatMap(outcome -> outcome.statements().stream())
                        .toList();
                assertThat(statements.stream().filter(sql -> sql.startsWith("create ")))
                        .hasSize(3)
                        .doesNotHaveDuplicates();
                assertThat(statements.stream().filter(sql -> sql.startsWith("insert into account")))
                        .hasSize(2)
                        .doesNotHaveDuplicates();
                // On a connection that waits for nothing.
                for (int node = 0; node < 3; node++) {
                    cluster().node(node).execute("insert into account (id, balance) values (" + (10 + node) + ", 0)");
                }
                long accounts = first.call(em -> em.createQuery("select count(a) from Account a", Long.class)
                        .getSingleResult());
                assertThat(accounts).isEqualTo(5);
                assertThat(second.schema().validate().succeeded()).isTrue();
                assertThat(cluster().node(0).value("select count(*) from bindkey_lock"))
                        .isEqualTo("0");
                second.schema().drop();
            }
        }
    }

    private interface Task<T> {
        T run() throws Exception;
    }

    private static <T> List<T> together(Task<T> one, Task<T> other) {
        CyclicBarrier begin = new CyclicBarrier(2);
        List<CompletableFuture<T>> both = new ArrayList<>();
        for (Task<T> task : List.of(one, other)) {
            both.add(CompletableFuture.supplyAsync(() -> {
                try {
                    begin.await();
                    return task.run();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            }));
        }
        return both.stream().map(CompletableFuture::join).toList();
    }

    @Test
    void twoInstancesMigrateOnce() throws Exception {
        Map<String, String> properties = Map.of("binds.auth.migration.tool", "flyway", "binds.auth.start", "lazy");
        try (Application first = on(0, properties);
                Application second = on(1, properties)) {
            together(() -> noted(first), () -> noted(second));
        }
        assertThat(cluster().node(2).value("select count(*) from note")).isEqualTo("1");
        assertThat(cluster().node(2).value("select count(*) from flyway_history_auth where version = '1'"))
                .isEqualTo("1");
    }

    private static Object noted(Application application) throws Exception {
        return application.call(em -> em.find(Account.class, 1L) == null);
    }

    @Test
    void theLockOfADeadInstanceIsTakenOver() throws Exception {
        try (Application application = on(0, Map.of("binds.auth.schema.allow-drop", "true"))) {
            application.schema().create();
            application.schema().drop();
            cluster().node(1).execute("insert into bindkey_lock values ('schema', 'dead', 3)");
            application.schema().create();
            assertThat(cluster().node(0).value("select count(*) from bindkey_lock"))
                    .isEqualTo("0");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"resource-local", "jta"})
    void whoCommitsSecondIsToldToRepeatAndSucceeds(String kind) throws Exception {
        try (Application winner = first("binds.auth.transaction", kind);
                Application loser = on(1, Map.of("binds.auth.transaction", kind))) {
            AtomicReference<@Nullable Throwable> ofWinner = new AtomicReference<>();
            Throwable lost = catchThrowable(() -> loser.call(em -> {
                em.find(Account.class, 1L).balance += 1;
                em.flush();
                Thread other = new Thread(() -> ofWinner.set(catchThrowable(() -> winner.setBalance(1, 100))));
                other.start();
                other.join();
                return em;
            }));

            assertThat(ofWinner.get()).isNull();
            assertThat(lost)
                    .isInstanceOf(
                            kind.equals("jta")
                                    ? jakarta.transaction.RollbackException.class
                                    : jakarta.persistence.RollbackException.class)
                    .hasMessageStartingWith("BINDKEY-180: ")
                    .hasCauseInstanceOf(OptimisticLockException.class);

            loser.call(em -> em.find(Account.class, 1L).balance += 1);
            assertThat(winner.balance(1)).isEqualTo(101);
        }
    }

    @Test
    void idsComeFromASequenceOnEveryNode() throws Exception {
        try (Application first = first();
                Application second = on(1, Map.of())) {
            cluster().node(0).execute("drop sequence ticket_ids");
            cluster().node(0).execute("create sequence ticket_ids increment by 50 nocache");
            Set<Long> ids = new TreeSet<>();
            for (int i = 0; i < 60; i++) {
                for (Application application : List.of(first, second)) {
                    ids.add(application.call(em -> {
                        Ticket ticket = new Ticket();
                        em.persist(ticket);
                        return ticket.id;
                    }));
                }
            }
            assertThat(ids).hasSize(120);
        }
    }

    @Test
    void aKilledNodeCostsEachOpenConnectionOneCall() throws Exception {
        int pool = 5;
        try (Application application = first("binds.auth.pool.max-size", String.valueOf(pool))) {
            hold(application, pool, 0);
            cluster().node(0).kill();
            try {
                int failures = 0;
                for (int i = 0; i < 60; i++) {
                    long balance = i;
                    if (catchThrowable(() -> application.setBalance(1, balance)) != null) {
                        failures++;
                    }
                }
                assertThat(failures).isLessThanOrEqualTo(pool);
                hold(application, pool, 0);
                // A driver that has connected to another node by itself must not have forgotten what the bind wants.
                assertThat(waits(application)).isOne();
                assertThat(application.balance(1)).isEqualTo(59);
            } finally {
                cluster().restart(0);
            }
        }
    }

    /** Has so many connections in use at once. */
    private static void hold(Application application, int more, int depth) throws Exception {
        if (depth < more) {
            Thread[] inner = new Thread[1];
            AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
            application.call(em -> {
                em.find(Account.class, 1L);
                inner[0] = new Thread(() -> failure.set(catchThrowable(() -> hold(application, more, depth + 1))));
                inner[0].start();
                inner[0].join();
                return em;
            });
            assertThat(failure.get()).isNull();
        }
    }

    @Test
    void aServerThatIsNoNodeIsAProblem() {
        assertThatThrownBy(() -> on(0, Map.of("binds.auth.pool.initial-sql", "set session wsrep_on = off")))
                .hasMessageContaining(
                        "BINDKEY-184: binds.auth.cluster = galera, but the server at jdbc:mariadb:sequential:")
                .hasMessageContaining("is no node of such a cluster: wsrep_on is OFF.");
    }
}
