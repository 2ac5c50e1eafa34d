// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.CrossBindException;
import io.bindkey.CrossBindWriteException;
import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.scenarios.model.Person;
import io.bindkey.it.scenarios.model.auth.Role;
import io.bindkey.it.scenarios.model.meta.AuditEntry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.criteria.CriteriaQuery;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLNonTransientConnectionException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is told of binds, beside what plain JDBC has counted below their pools. */
class TelemetryTest {

    private static final List<String> BINDS = List.of(DEFAULT, META, AUTH);

    private final Listening listening = Listening.byBoth();
    private final Map<String, PhysicalDatabase> databases = new HashMap<>();

    @AfterEach
    void close() {
        listening.close();
    }

    private Application.Builder counted() {
        Application.Builder builder = Application.configured().withExtension(listening);
        for (String key : BINDS) {
            PhysicalDatabase database = Application.freshH2(key);
            databases.put(key, database);
            builder.withDatabase(key, database).with("binds." + key + ".driver", CountingDriver.class.getName());
        }
        return builder.withTables();
    }

    private CountingDriver.Counts counts(String key) {
        return CountingDriver.of(Objects.requireNonNull(databases.get(key)).url());
    }

    private long exported(String metric, String key, String... attribute) {
        Map<String, String> attributes = new HashMap<>(Map.of("bindkey.bind", key));
        for (int i = 0; i < attribute.length; i += 2) {
            attributes.put(attribute[i], attribute[i + 1]);
        }
        return listening.sum(metric, attributes);
    }

    private double inMicrometer(String metric, String key, String... tags) {
        return listening.registry().find(metric).tags("bindkey.bind", key).tags(tags).meters().stream()
                .mapToDouble(meter -> meter.measure().iterator().next().getValue())
                .sum();
    }

    /** What two sources have counted since. */
    private record Pair(String what, LongSupplier byJdbc, LongSupplier exported, long before, long exportedBefore) {

        static Pair of(String what, LongSupplier byJdbc, LongSupplier exported) {
            return new Pair(what, byJdbc, exported, byJdbc.getAsLong(), exported.getAsLong());
        }

        void check() {
            assertThat(exported.getAsLong() - exportedBefore).as(what).isEqualTo(byJdbc.getAsLong() - before);
        }

        long since() {
            return byJdbc.getAsLong() - before;
        }
    }

    private List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (String key : BINDS) {
            CountingDriver.Counts counts = counts(key);
            pairs.add(Pair.of(
                    "statements of " + key,
                    counts.executions::get,
                    () -> exported("db.client.operation.duration", key, "db.system.name", "h2database")));
            pairs.add(Pair.of("statements of " + key + " in Micrometer", counts.executions::get, () ->
                    (long) inMicrometer("db.client.operation.duration", key)));
            pairs.add(Pair.of(
                    "refused statements of " + key,
                    counts.failures::get,
                    () -> exported("db.client.operation.duration", key) - succeeded(key)));
            pairs.add(Pair.of(
                    "commits of " + key,
                    counts.commits::get,
                    () -> exported("bindkey.transactions", key, "bindkey.outcome", "committed")));
            pairs.add(Pair.of("commits of " + key + " in Micrometer", counts.commits::get, () ->
                    (long) inMicrometer("bindkey.transactions", key, "bindkey.outcome", "committed")));
            pairs.add(Pair.of(
                    "rollbacks of " + key,
                    counts.rollbacks::get,
                    () -> exported("bindkey.transactions", key, "bindkey.outcome", "rolled_back")));
        }
        return pairs;
    }

    /** Those without an error: what has one has that attribute. */
    private long succeeded(String key) {
        return listening.sumWithout("db.client.operation.duration", Map.of("bindkey.bind", key), "error.type");
    }

    /** The work of one kind of transactions. */
    abstract class Exact {

        abstract Application.Builder configured();

        abstract void inTransaction(Application app, Consumer<EntityManager> work);

        @Test
        void statementsCommitsAndRollbacksAreThoseOfPlainJdbc() {
            try (Application app = configured().start()) {
                List<Pair> pairs = pairs();
                for (int i = 0; i < 20; i++) {
                    String name = "n" + i;
                    inTransaction(app, em -> em.persist(Person.named(name)));
                    inTransaction(app, em -> {
                        em.persist(Role.named(name));
                        assertThat(em.createQuery("select count(p) from Person p", Long.class)
                                        .getSingleResult())
                                .isPositive();
                    });
                    inTransaction(app, em -> assertThat(em.createQuery("select a from AuditEntry a", AuditEntry.class)
                                    .getResultList())
                            .isEmpty());
                    assertThatThrownBy(() -> inTransaction(app, em -> {
                                em.persist(Role.named("not " + name));
                                em.flush();
                                throw new IllegalStateException("rolled back");
                            }))
                            .hasMessage("rolled back");
                    assertThatThrownBy(() -> inTransaction(app, em -> app.entityManager(META)
                                    .createNativeQuery("select nothing from nowhere")
                                    .getResultList()))
                            .isInstanceOf(PersistenceException.class);
                }

                pairs.forEach(Pair::check);
                assertThat(pairs).filteredOn(pair -> pair.since() > 0).hasSizeGreaterThan(8);
            }
        }

        @Test
        void whatIsRefusedForConcerningTwoBindsIsCounted() {
            try (Application app = configured().start()) {
                assertThatThrownBy(() -> inTransaction(app, em -> {
                            em.persist(Person.named("Ada"));
                            em.flush();
                            em.persist(Role.named("admin"));
                            em.flush();
                        }))
                        .isInstanceOf(CrossBindWriteException.class);
                assertThatThrownBy(() -> inTransaction(
                                app, em -> em.createQuery("select p from Person p, Role r", Person.class)))
                        .isInstanceOf(CrossBindException.class);
                assertThatThrownBy(() -> inTransaction(app, em -> {
                            CriteriaQuery<Person> persons =
                                    em.getCriteriaBuilder().createQuery(Person.class);
                            persons.from(Person.class);
                            persons.from(Role.class);
                        }))
                        .isInstanceOf(CrossBindException.class);

                assertThat(exported("bindkey.refusals", AUTH, "bindkey.refusal", "write"))
                        .isEqualTo(1);
                assertThat(exported("bindkey.refusals", DEFAULT, "bindkey.refusal", "query"))
                        .isEqualTo(2);
                assertThat(exported("bindkey.refusals", AUTH)).isEqualTo(3);
                assertThat(inMicrometer("bindkey.refusals", AUTH)).isEqualTo(3);
            }
        }

        @Test
        void aTransactionOverSeveralBindsIsOneSpan() {
            try (Application app = configured()
                    .with("binds-settings.transactions.across", "best-effort")
                    .start()) {
                Span request = listening
                        .openTelemetry()
                        .getTracer("test")
                        .spanBuilder("request")
                        .startSpan();
                try (Scope entered = request.makeCurrent()) {
                    assertThat(entered).isNotNull();
                    inTransaction(app, em -> em.persist(Person.named("alone")));
                    inTransaction(app, em -> {
                        em.persist(Person.named("Ada"));
                        em.persist(Role.named("admin"));
                    });
                    assertThatThrownBy(() -> inTransaction(app, em -> {
                                em.persist(Person.named("Bob"));
                                em.persist(Role.named("guest"));
                                em.flush();
                                throw new IllegalStateException("rolled back");
                            }))
                            .hasMessage("rolled back");
                } finally {
                    request.end();
                }

                List<SpanData> spans = listening.spans().getFinishedSpanItems().stream()
                        .filter(span -> span.getName().equals("bindkey transaction"))
                        .toList();
                assertThat(spans).hasSize(2);
                assertThat(spans)
                        .allSatisfy(span -> {
                            assertThat(span.getAttributes().get(AttributeKey.stringArrayKey("bindkey.binds")))
                                    .containsExactly(DEFAULT, AUTH);
                            assertThat(span.getParentSpanId())
                                    .isEqualTo(request.getSpanContext().getSpanId());
                            assertThat(span.getEndEpochNanos()).isGreaterThanOrEqualTo(span.getStartEpochNanos());
                        })
                        .extracting(span -> span.getAttributes().get(AttributeKey.stringKey("bindkey.outcome")) + " "
                                + span.getStatus().getStatusCode())
                        .containsExactly("committed " + StatusCode.UNSET, "rolled_back " + StatusCode.ERROR);
            }
        }
    }

    @Nested
    class ResourceLocal extends Exact {

        @Override
        Application.Builder configured() {
            return counted().resourceLocal();
        }

        @Override
        void inTransaction(Application app, Consumer<EntityManager> work) {
            app.inTransaction(work);
        }
    }

    @Nested
    class Jta extends Exact {

        @Override
        Application.Builder configured() {
            return counted().withBeans(Transactions.class).withTransactional();
        }

        @Override
        void inTransaction(Application app, Consumer<EntityManager> work) {
            app.inRequest(() -> app.get(Transactions.class).run(work));
        }
    }

    @Test
    void thePoolIsAsPlainJdbcSeesIt() throws Exception {
        try (Application app = counted()
                .resourceLocal()
                .with("binds.auth.pool.max-size", "2")
                .with("binds.auth.pool.acquisition-timeout", "300ms")
                .start()) {
            CountDownLatch held = new CountDownLatch(2);
            CountDownLatch done = new CountDownLatch(1);
            List<Thread> holders = new ArrayList<>();
            long waited = exported("db.client.connection.wait_time", AUTH);
            for (int i = 0; i < 2; i++) {
                Thread holder = new Thread(() -> app.inTransaction(em -> {
                    em.createQuery("select r from Role r", Role.class).getResultList();
                    held.countDown();
                    try {
                        done.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                }));
                holder.start();
                holders.add(holder);
            }
            held.await();
            assertThat(used(AUTH)).isEqualTo(2);
            assertThat(idle(AUTH)).isZero();
            assertThat(counts(AUTH).connections.get()).isEqualTo(2);
            assertThat(exported("db.client.connection.max", AUTH)).isEqualTo(2);
            assertThat(exported("db.client.connection.wait_time", AUTH) - waited)
                    .isEqualTo(2);
            assertThat(exported("db.client.connection.timeouts", AUTH)).isZero();

            assertThatThrownBy(() -> app.inTransaction(em ->
                            em.createQuery("select r from Role r", Role.class).getResultList()))
                    .isInstanceOf(RuntimeException.class);
            assertThat(exported("db.client.connection.timeouts", AUTH)).isEqualTo(1);
            assertThat(inMicrometer("db.client.connection.timeouts", AUTH)).isEqualTo(1);

            done.countDown();
            for (Thread holder : holders) {
                holder.join();
            }
            // Whoever was refused has had the database looked at, by a connection of the pool like any other.
            becomesZero(() -> exported("db.client.connection.pending_requests", AUTH) + used(AUTH));
            assertThat(idle(AUTH)).isEqualTo(counts(AUTH).connections.get()).isEqualTo(2);
            assertThat(inMicrometer("db.client.connection.count", AUTH, "db.client.connection.state", "idle"))
                    .isEqualTo(2);
        }
    }

    @Test
    void whatADatabaseDoesNotAnswerIsUnknown() {
        PhysicalDatabase database = Application.freshH2(AUTH);
        try (Application app = counted()
                .resourceLocal()
                .withDatabase(AUTH, database)
                .with("binds.auth.driver", RecordedDatabase.OnePhase.class.getName())
                .start()) {
            RecordedDatabase.of(database.url()).failNextCommit(new SQLNonTransientConnectionException("lost", "08006"));
            assertThatThrownBy(() -> app.inTransaction(em -> em.persist(Role.named("admin"))))
                    .isInstanceOf(RuntimeException.class);

            assertThat(exported("bindkey.transactions", AUTH, "bindkey.outcome", "unknown"))
                    .isEqualTo(1);
            assertThat(exported("bindkey.transactions", AUTH)).isEqualTo(1);
        }
    }

    @Test
    void whatADatabaseHasPromisedAndCannotBeToldIsInDoubt() {
        PhysicalDatabase database = Application.freshH2(AUTH);
        try (Application app = counted()
                .withDatabase(AUTH, database)
                .with("binds.auth.driver", RecordedDatabase.TwoPhase.class.getName())
                .with("binds.auth.transaction", "xa")
                .withBeans(Transactions.class)
                .withTransactional()
                .start()) {
            RecordedDatabase.of(database.url()).failNextCommit(new SQLNonTransientConnectionException("lost", "08006"));
            assertThatThrownBy(() ->
                            app.inRequest(() -> app.get(Transactions.class).run(em -> {
                                em.persist(Role.named("admin"));
                                em.persist(Person.named("Ada"));
                            })))
                    .hasMessageStartingWith("BINDKEY-145");

            assertThat(exported("bindkey.transactions", AUTH, "bindkey.outcome", "in_doubt"))
                    .isEqualTo(1);
            assertThat(exported("bindkey.transactions", DEFAULT, "bindkey.outcome", "committed"))
                    .isEqualTo(1);
        }
    }

    private static void becomesZero(LongSupplier figure) throws InterruptedException {
        for (int i = 0; i < 1000 && figure.getAsLong() != 0; i++) {
            Thread.sleep(10);
        }
        assertThat(figure.getAsLong()).isZero();
    }

    private long used(String key) {
        return exported("db.client.connection.count", key, "db.client.connection.state", "used");
    }

    private long idle(String key) {
        return exported("db.client.connection.count", key, "db.client.connection.state", "idle");
    }

    /** The application goes, and whoever listens stays: a server's registry, for one. */
    @Test
    void nothingStaysOfAnApplicationThatHasEnded() {
        try (Application app = counted().resourceLocal().start()) {
            app.inTransaction(em -> em.persist(Person.named("Ada")));
            assertThat(used(DEFAULT)).isZero();
            assertThat(listening.has("db.client.connection.count")).isTrue();
            assertThat(listening.registry().getMeters()).isNotEmpty();
        }
        assertThat(listening.has("db.client.connection.count")).isFalse();
        assertThat(listening.registry().getMeters()).isEmpty();
    }

    @Test
    void schemaOperationsAreCounted() {
        try (Application app = counted().resourceLocal().start()) {
            app.schema().recreate(AUTH);

            assertThat(exported("bindkey.schema.operations", AUTH, "bindkey.schema.operation", "create"))
                    .isEqualTo(1);
            assertThat(exported(
                            "bindkey.schema.operations",
                            AUTH,
                            "bindkey.schema.operation",
                            "recreate",
                            "bindkey.outcome",
                            "succeeded"))
                    .isEqualTo(1);
        }
    }

    @Test
    void aBindThatIsLeftOutIsToldNothingOf() {
        try (Application app =
                counted().resourceLocal().with("binds.auth.telemetry", "off").start()) {
            app.inTransaction(em -> em.persist(Role.named("admin")));
            app.inTransaction(em -> em.persist(Person.named("Ada")));

            assertThat(listening.all()).doesNotContain("=auth", "\"auth\"").contains("default");
        }
    }

    @Test
    void noSecretShowsUp(@TempDir Path folder) throws Exception {
        String secret = "hush-hush";
        Path file = folder.resolve("secret.jfr");
        try (Recording recording = new Recording();
                Application app = counted()
                        .resourceLocal()
                        .with("binds.auth.username", "sa")
                        .with("binds.auth.password", secret)
                        .with("binds.auth.log.sql", "true")
                        .with("binds.auth.log.parameters", "true")
                        .start()) {
            for (String event : List.of("Transaction", "PoolWait", "BindOpen", "SchemaOperation")) {
                recording.enable("io.bindkey." + event).withoutThreshold();
            }
            recording.start();
            List<String> lines = LogWatch.allDuring(
                    "io.bindkey.sql",
                    () -> app.inTransaction(em -> {
                        em.persist(Role.named(secret));
                        em.flush();
                        app.entityManager(AUTH)
                                .createNativeQuery("select count(*) from roles where name = '" + secret + "'")
                                .getSingleResult();
                    }));
            assertThatThrownBy(() -> app.inTransaction(em -> app.entityManager(AUTH)
                            .createNativeQuery("select '" + secret + "' from nowhere")
                            .getResultList()))
                    .isInstanceOf(PersistenceException.class);
            recording.stop();
            recording.dump(file);

            assertThat(lines).hasSizeGreaterThan(1).noneMatch(line -> line.contains(secret));
            assertThat(listening.all()).contains("auth").doesNotContain(secret);
            assertThat(events(file)).isNotEmpty().noneMatch(event -> event.toString()
                    .contains(secret));
        }
    }

    @Test
    void theFlightRecorderHasWhatTakesTime(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("binds.jfr");
        try (Recording recording = new Recording()) {
            for (String event : List.of("Transaction", "PoolWait", "BindOpen", "SchemaOperation")) {
                recording.enable("io.bindkey." + event).withoutThreshold();
            }
            recording.start();
            try (Application app = counted()
                    .resourceLocal()
                    .with("binds-settings.transactions.across", "best-effort")
                    .start()) {
                app.inTransaction(em -> {
                    em.persist(Person.named("Ada"));
                    em.persist(Role.named("admin"));
                });
                recording.stop();
                recording.dump(file);
            }
        }

        List<RecordedEvent> events = events(file);
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().equals("io.bindkey.BindOpen"))
                .extracting(event -> event.getString("bind") + " " + event.getString("outcome"))
                .containsExactlyInAnyOrder("default succeeded", "auth succeeded", "meta succeeded");
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().equals("io.bindkey.SchemaOperation"))
                .extracting(event -> event.getString("bind") + " " + event.getString("operation"))
                .containsExactlyInAnyOrder("default create", "auth create", "meta create");
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().equals("io.bindkey.Transaction"))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getString("binds")).isEqualTo("default, auth");
                    assertThat(event.getString("outcome")).isEqualTo("committed");
                    assertThat(event.getDuration()).isPositive();
                });
        assertThat(events)
                .filteredOn(event -> event.getEventType().getName().equals("io.bindkey.PoolWait"))
                .isNotEmpty();
    }

    private static List<RecordedEvent> events(Path file) throws Exception {
        assertThat(Files.size(file)).isPositive();
        return RecordingFile.readAllEvents(file).stream()
                .filter(event -> event.getEventType().getName().startsWith("io.bindkey."))
                .toList();
    }
}
