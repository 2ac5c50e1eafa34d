// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.Bind;
import io.bindkey.BindUnavailableException;
import io.bindkey.Binds;
import io.bindkey.Bookmark;
import io.bindkey.Bound;
import io.bindkey.ReplicaState.Status;
import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.databases.ReplicatedMariaDb;
import io.bindkey.it.databases.ReplicatedPostgres;
import io.bindkey.it.scenarios.model.Order;
import io.bindkey.it.scenarios.model.Person;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read from replicas of a real database, whose replay stands still whenever a test wants it to. */
@Tag("slow")
@Tag("once-each")
class ReplicasTest {

    private static final Path WORK = Path.of("..", "databases", "target", "real databases");
    private static final String REPLICA = "binds.default.replicas.r1.";

    private static final int THREADS = 8;

    /** 1,250 in each thread with {@code -Pall}. */
    private static final int WRITES = Integer.getInteger("replica.writes", 150);

    /** What holds for each product. */
    @TestInstance(Lifecycle.PER_CLASS)
    abstract static class Of {

        @SuppressWarnings("NullAway.Init") // by start()
        private PhysicalDatabase primary;

        @SuppressWarnings("NullAway.Init") // by start()
        private PhysicalDatabase replica;

        abstract PhysicalDatabase startPrimary();

        abstract PhysicalDatabase startReplica();

        abstract void pauseReplay();

        abstract void resumeReplay();

        abstract void killReplica();

        abstract void restartReplica();

        abstract void stop();

        /** {@return SQL that tells which server answers} */
        abstract String whoAnswers();

        @BeforeAll
        void start() {
            primary = startPrimary();
            replica = startReplica();
            try (Application app = application().start()) {
                app.schema().create();
            }
        }

        @AfterAll
        void end() {
            stop();
        }

        @AfterEach
        void goOn() {
            resumeReplay();
            assertThat(Thread.getAllStackTraces().keySet())
                    .as("who looks at replicas ends with the application")
                    .noneMatch(thread -> thread.getName().startsWith("bindkey-replicas"));
        }

        private Application.Builder application() {
            return Application.onH2()
                    .withDatabase(DEFAULT, primary)
                    .resourceLocal()
                    .with(REPLICA + "url", replica.url())
                    .with("binds.default.reading.max-lag", "1h")
                    .with("binds.default.reading.max-wait", "5s")
                    .with("binds-defaults.pool.max-size", "10")
                    .withBeans(Readers.class, Transactions.class)
                    .withTransactional();
        }

        private Person write(Application app, String name) {
            Person person = Person.named(name);
            app.inTransaction(em -> em.persist(person));
            return person;
        }

        private boolean sees(Application app, Long id) {
            return app.get(Readers.class).read(em -> em.find(Person.class, id)) != null;
        }

        private String answering(Application app) {
            return app.get(Readers.class)
                    .read(em -> String.valueOf(app.entityManager(DEFAULT)
                            .createNativeQuery(whoAnswers())
                            .getSingleResult()));
        }

        private String idOf(PhysicalDatabase server) {
            return String.valueOf(server.rows(whoAnswers()).get(0).get(0));
        }

        @Test
        void itsPoolHasFigures() {
            Listening listening = Listening.byMicrometer();
            try (Application app = application().withExtension(listening).start()) {
                assertThat(answering(app)).isEqualTo(idOf(replica));
                assertThat(listening
                                .registry()
                                .get("db.client.connection.count")
                                .tags("bindkey.bind", DEFAULT, "db.client.connection.pool.name", "default.r1")
                                .tag("db.client.connection.state", "idle")
                                .gauge()
                                .value())
                        .isPositive();
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"own-writes", "latest"})
        void readsAreServedByTheReplicaAndSeeWhatWasWrittenBefore(String consistency) throws Exception {
            try (Application app = application()
                    .with("binds.default.reading.consistency", consistency)
                    .start()) {
                AtomicInteger stale = new AtomicInteger();
                AtomicInteger byReplica = new AtomicInteger();
                String id = idOf(replica);
                inParallel(thread -> {
                    for (int i = 0; i < WRITES; i++) {
                        Person person = write(app, "p" + thread + "." + i);
                        app.get(Readers.class).read(em -> {
                            if (em.find(Person.class, person.id) == null) {
                                stale.incrementAndGet();
                            }
                            if (id.equals(String.valueOf(app.entityManager(DEFAULT)
                                    .createNativeQuery(whoAnswers())
                                    .getSingleResult()))) {
                                byReplica.incrementAndGet();
                            }
                            return em;
                        });
                    }
                    return thread;
                });
                System.out.printf(
                        "%s, %s: %d reads after writes, %d by the replica, %d stale%n",
                        getClass().getSimpleName(), consistency, THREADS * WRITES, byReplica.get(), stale.get());
                assertThat(stale)
                        .as("reads that did not see the write before them")
                        .hasValue(0);
                assertThat(byReplica.get()).as("reads by the replica").isGreaterThan(THREADS * WRITES * 9 / 10);
            }
        }

        private void inParallel(Function<Integer, Object> work) throws Exception {
            ExecutorService executor = Executors.newFixedThreadPool(THREADS);
            try {
                List<Callable<Object>> calls = IntStream.range(0, THREADS)
                        .<Callable<Object>>mapToObj(thread -> () -> work.apply(thread))
                        .toList();
                for (Future<Object> done : executor.invokeAll(calls)) {
                    done.get();
                }
            } finally {
                executor.shutdown();
            }
        }

        @Test
        void ownWritesAskThePrimaryWhenTheReplicaStandsStill() {
            try (Application app = application()
                    .with("binds.default.reading.max-wait", "100ms")
                    .start()) {
                assertThat(answering(app)).isEqualTo(idOf(replica));
                pauseReplay();
                Person late = write(app, "late");
                assertThat(sees(app, late.id)).isTrue();
                assertThat(answering(app)).isEqualTo(idOf(primary));
                resumeReplay();
                await(() -> answering(app).equals(idOf(replica)));
                assertThat(sees(app, late.id)).isTrue();
            }
        }

        @Test
        void anyReadsOldRowsAndLatestDoesNot() {
            try (Application any = application()
                            .with("binds.default.reading.consistency", "any")
                            .start();
                    Application latest = application()
                            .with("binds.default.reading.consistency", "latest")
                            .with("binds.default.reading.max-wait", "100ms")
                            .start()) {
                pauseReplay();
                Person late = write(any, "late");
                assertThat(sees(any, late.id)).isFalse();
                assertThat(sees(latest, late.id)).isTrue();
                resumeReplay();
                await(() -> sees(any, late.id));
            }
        }

        @Test
        void whoMustNotAskThePrimaryIsTold() {
            try (Application app = application()
                    .with("binds.default.reading.max-wait", "50ms")
                    .with("binds.default.reading.fallback", "fail")
                    .start()) {
                pauseReplay();
                Person late = write(app, "late");
                assertThatThrownBy(() -> sees(app, late.id))
                        .isInstanceOf(BindUnavailableException.class)
                        .hasMessage("BINDKEY-156: No replica of bind 'default' has what is to be read: 'r1' serves. "
                                + "binds.default.reading.fallback = fail; with primary the bind's own database would "
                                + "be read.");
                resumeReplay();
                await(() -> seesIfServed(app, late.id));
            }
        }

        private boolean seesIfServed(Application app, Long id) {
            try {
                return sees(app, id);
            } catch (BindUnavailableException notYet) {
                return false;
            }
        }

        @Test
        void aBookmarkTellsAnotherApplication() {
            try (Application writer = application().start();
                    Application reader = application()
                            .with("binds.default.reading.max-wait", "50ms")
                            .start()) {
                pauseReplay();
                Person late = write(writer, "late");
                Bookmark bookmark =
                        Bookmark.parse(writer.get(Binds.class).bookmark().toString());
                assertThat(sees(reader, late.id)).isFalse();
                boolean seen = reader.get(Binds.class)
                        .readOnly(bookmark, () -> reader.router().find(Person.class, late.id) != null);
                assertThat(seen).isTrue();
                // Inside of a call that has read already, too.
                seen = reader.get(Binds.class).readOnly(() -> {
                    assertThat(reader.router().find(Person.class, late.id)).isNull();
                    return reader.get(Binds.class)
                            .readOnly(bookmark, () -> reader.router().find(Person.class, late.id) != null);
                });
                assertThat(seen).isTrue();
            }
        }

        @Test
        void whatAConnectionOfTheApplicationWritesIsSeenAsWell() throws SQLException {
            try (Application app =
                    application().with("binds.default.reading.max-wait", "50ms").start()) {
                pauseReplay();
                try (Connection connection = app.get(DataSource.class, Bound.Literal.of(DEFAULT))
                                .getConnection();
                        Statement statement = connection.createStatement()) {
                    statement.executeUpdate("insert into person (id, version, name) values (-7, 0, 'by JDBC')");
                    assertThat(sees(app, -7L)).isTrue();
                    statement.executeUpdate("delete from person where id = -7");
                }
                assertThat(sees(app, -7L)).isFalse();
            }
        }

        @Test
        void writesLocksAndWhatWasBegunBeforeStayOnThePrimary() {
            try (Application app = application().start()) {
                pauseReplay();
                app.inTransaction(em -> {
                    Person person = Person.named("in the transaction");
                    em.persist(person);
                    em.flush();
                    assertThat(sees(app, person.id)).isTrue();
                });
                assertThatThrownBy(() -> app.get(Readers.class).readInTransaction(em -> {
                            em.persist(Person.named("never"));
                            return em;
                        }))
                        .hasMessageStartingWith("BINDKEY-149");
            }
        }

        /** The position of the primary is known before the commit returns, whoever drives it. */
        @ParameterizedTest
        @ValueSource(strings = {"jta", "xa"})
        void whatATransactionManagerHasCommittedIsSeen(String kind) {
            try (Application app =
                    application().with("binds-defaults.transaction", kind).start()) {
                for (int i = 0; i < 50; i++) {
                    Person person = Person.named(kind);
                    app.get(Transactions.class).run(em -> em.persist(person));
                    assertThat(sees(app, person.id)).isTrue();
                }
                assertThat(answering(app)).isEqualTo(idOf(replica));
                pauseReplay();
                String answering = app.get(Readers.class)
                        .readInTransaction(em -> String.valueOf(app.entityManager(DEFAULT)
                                .createNativeQuery(whoAnswers())
                                .getSingleResult()));
                assertThat(answering).as("nothing was written since").isEqualTo(idOf(replica));
            }
        }

        /** What was read on the primary goes on loading there, also for who reads from a replica otherwise. */
        @Test
        void whatWasReadOnThePrimaryLoadsThere() {
            try (Application app = application()
                    .with("binds.default.reading.consistency", "any")
                    .start()) {
                Order order = Order.by(Person.named("old name"));
                app.inTransaction(em -> {
                    em.persist(order.customer);
                    em.persist(order);
                });
                await(() -> app.get(Readers.class).read(em -> em.find(Order.class, order.id) != null));
                pauseReplay();
                primary.execute("update person set name = 'new name' where id = " + order.customer.id);
                app.inRequest(() -> {
                    Order known = app.router().find(Order.class, order.id);
                    String names = app.get(Readers.class)
                            .read(em -> known.customer + ", " + em.find(Person.class, order.customer.id));
                    assertThat(names).isEqualTo("new name, old name");
                });
            }
        }

        /** Without a type of Hibernate's in a signature, for this class is looked at where there is no Hibernate, too. */
        private String cacheMode(Application app) {
            return app.entityManager(DEFAULT)
                    .unwrap(Session.class)
                    .getCacheMode()
                    .name();
        }

        /** Old rows in a second-level cache would be read by everybody. */
        @Test
        void whatMayBeOldGoesIntoNoCache() {
            try (Application app = application().start()) {
                String byReplica = app.get(Readers.class).read(em -> cacheMode(app));
                assertThat(byReplica).isEqualTo("GET");
                killReplica();
                try {
                    await(() -> status(app) == Status.DOWN);
                    String byPrimary = app.get(Readers.class).read(em -> cacheMode(app));
                    assertThat(byPrimary).isEqualTo("NORMAL");
                } finally {
                    restartReplica();
                }
            }
        }

        @Test
        void aReplicaThatIsLostIsLeftOutAndComesBack() {
            try (Application app = application().start()) {
                assertThat(answering(app)).isEqualTo(idOf(replica));
                String id = idOf(primary);
                killReplica();
                try {
                    await(() -> id.equals(answeringIfAny(app)));
                    assertThat(status(app)).isEqualTo(Status.DOWN);
                    Person person = write(app, "without a replica");
                    assertThat(sees(app, person.id)).isTrue();
                } finally {
                    restartReplica();
                }
                await(() -> status(app) == Status.SERVES);
                assertThat(answering(app)).isEqualTo(idOf(replica));
            }
        }

        /** A connection that was lost with the server fails once. */
        private String answeringIfAny(Application app) {
            try {
                return answering(app);
            } catch (RuntimeException lost) {
                return "";
            }
        }

        private Status status(Application app) {
            Bind bind = app.get(Binds.class).get(DEFAULT);
            return bind.replicas().get(0).status();
        }

        /** What was read before the server was lost was read: that its transaction cannot be ended is nobody's failure. */
        @Test
        void whatWasReadFromALostReplicaWasRead() {
            try (Application app = application().start()) {
                try {
                    String answered = app.get(Readers.class).read(em -> {
                        String server = String.valueOf(app.entityManager(DEFAULT)
                                .createNativeQuery(whoAnswers())
                                .getSingleResult());
                        killReplica();
                        return server;
                    });
                    assertThat(answered).isNotEqualTo(idOf(primary));
                } finally {
                    restartReplica();
                }
            }
        }

        @Test
        void aReplicaThatIsTooLateIsLeftOut() {
            try (Application app = application()
                    .with("binds.default.reading.max-lag", "1s")
                    .with("binds.default.reading.consistency", "any")
                    .start()) {
                pauseReplay();
                Person late = write(app, "late");
                await(() -> status(app) == Status.BEHIND);
                assertThat(sees(app, late.id)).isTrue();
                assertThat(app.get(Binds.class).get(DEFAULT).replicas().get(0).lag())
                        .hasValueSatisfying(lag -> assertThat(lag).isGreaterThan(Duration.ofSeconds(1)));
                resumeReplay();
                await(() -> status(app) == Status.SERVES);
            }
        }

        private void await(BooleanSupplier condition) {
            Instant end = Instant.now().plusSeconds(60);
            while (!condition.getAsBoolean()) {
                assertThat(Instant.now()).isBefore(end);
                try {
                    Thread.sleep(50);
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    @Nested
    class OnPostgres extends Of {

        private final ReplicatedPostgres servers = ReplicatedPostgres.start(WORK, 1);

        @Override
        PhysicalDatabase startPrimary() {
            return servers.primary("replicated");
        }

        @Override
        PhysicalDatabase startReplica() {
            return servers.replica(0, "replicated");
        }

        @Override
        void pauseReplay() {
            servers.pauseReplay(0);
        }

        @Override
        void resumeReplay() {
            servers.resumeReplay(0);
        }

        @Override
        void killReplica() {
            servers.killReplica(0);
        }

        @Override
        void restartReplica() {
            servers.startReplica(0);
        }

        @Override
        void stop() {
            servers.close();
        }

        @Override
        String whoAnswers() {
            return "select current_setting('port')";
        }
    }

    @Nested
    class OnMariaDb extends Of {

        private final ReplicatedMariaDb servers = ReplicatedMariaDb.start(WORK, 1);

        @Override
        PhysicalDatabase startPrimary() {
            return servers.primary("replicated");
        }

        @Override
        PhysicalDatabase startReplica() {
            return servers.replica(0, "replicated");
        }

        @Override
        void pauseReplay() {
            servers.pauseReplay(0);
        }

        @Override
        void resumeReplay() {
            servers.resumeReplay(0);
        }

        @Override
        void killReplica() {
            servers.killReplica(0);
        }

        @Override
        void restartReplica() {
            servers.startReplica(0);
        }

        @Override
        void stop() {
            servers.close();
        }

        @Override
        String whoAnswers() {
            return "select @@port";
        }
    }
}
