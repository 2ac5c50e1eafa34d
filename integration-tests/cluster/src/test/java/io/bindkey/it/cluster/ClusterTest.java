// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import jakarta.persistence.OptimisticLockException;
import java.sql.Connection;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an application sees that reads and writes on several nodes. */
class ClusterTest extends OnCluster {

    @ParameterizedTest
    @ValueSource(strings = {"own-writes", "latest"})
    void whatIsWrittenOnOneNodeIsReadAtOnceOnAnother(String consistency) throws Exception {
        String[] reading = {"binds.auth.reading.consistency", consistency};
        try (Application writer = first(reading);
                Application reader = on(1, with(Map.of(), reading))) {
            assertThat(staleReads(writer, reader)).isZero();
        }
    }

    private static int staleReads(Application writer, Application reader) throws Exception {
        int stale = 0;
        for (int i = 1; i <= 300; i++) {
            writer.setBalance(1, i);
            if (reader.balance(1) != i) {
                stale++;
            }
        }
        return stale;
    }

    /** A node that applies nothing for a while shows what each of them waits for. */
    @Test
    void anyIsWhateverTheNodeHas() throws Exception {
        String[] reading = {"binds.auth.reading.consistency", "any"};
        try (Application writer = first();
                Application waiting = on(1, Map.of());
                Application any = on(1, with(Map.of(), reading));
                Connection paused = cluster().node(1).connect("users");
                Statement pause = paused.createStatement()) {
            assertThat(waiting.balance(1)).isZero();
            assertThat(any.balance(1)).isZero();
            pause.execute("flush tables with read lock");
            writer.setBalance(1, 7);

            assertThat(any.balance(1)).isZero();
            CompletableFuture<Long> read = CompletableFuture.supplyAsync(() -> balance(waiting));
            assertThat(any.balance(1)).isZero();
            pause.execute("unlock tables");
            assertThat(read.join()).isEqualTo(7);
        }
    }

    private static long balance(Application application) {
        try {
            return application.balance(1);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void schemaOperationsLeaveConnectionsAsTheyWere() throws Exception {
        try (Application any = first("binds.auth.reading.consistency", "any", "binds.auth.pool.max-size", "2")) {
            any.schema().recreate();
            assertThat(waits(any)).isZero();
        }
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

    /** As the page on clusters shows it. */
    private static <T> T repeat(Callable<T> transaction) throws Exception {
        for (int tries = 1; ; tries++) {
            try {
                return transaction.call();
            } catch (Exception e) {
                if (tries == 10 || !(e.getCause() instanceof OptimisticLockException)) {
                    throw e;
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"resource-local", "jta"})
    void nothingIsLostWhereTransactionsAreRepeated(String kind) throws Exception {
        try (Application first = first("binds.auth.transaction", kind);
                Application second = on(1, Map.of("binds.auth.transaction", kind))) {
            List<Integer> repeated = together(() -> addFifty(first), () -> addFifty(second));
            System.out.println("Repeated of 50 transactions on each of two nodes: " + repeated);
            assertThat(first.balance(1)).isEqualTo(100);
        }
    }

    private static int addFifty(Application application) throws Exception {
        int[] calls = new int[1];
        for (int i = 0; i < 50; i++) {
            repeat(() -> {
                calls[0]++;
                return application.call(em -> em.find(Account.class, 1L).balance += 1);
            });
        }
        return calls[0] - 50;
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
