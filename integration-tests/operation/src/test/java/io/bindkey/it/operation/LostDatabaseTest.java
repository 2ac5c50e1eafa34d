// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.BindState.Status;
import io.bindkey.BindUnavailableException;
import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.databases.RunningDatabase;
import io.bindkey.it.databases.RunningMariaDb;
import io.bindkey.it.databases.RunningPostgres;
import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One of three databases is lost, and comes back: the others do not care, and whoever asks is told. */
@Tag("slow")
@TestInstance(Lifecycle.PER_CLASS)
class LostDatabaseTest {

    private static final Path WORK = Path.of("..", "databases", "target", "real databases");
    private static final Duration ACQUISITION = Duration.ofSeconds(5);
    private static final Duration DOWN = Duration.ofSeconds(Integer.getInteger("down.seconds", 5));
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final AtomicInteger NEXT = new AtomicInteger();

    private RunningPostgres postgres;
    private RunningMariaDb mariaDb;
    private String killed = "";

    @BeforeAll
    void start() {
        postgres = RunningPostgres.start(WORK);
        mariaDb = RunningMariaDb.start(WORK);
    }

    private void kill(String key) {
        killed = key;
        server(key).kill();
    }

    @AfterEach
    void startAgain() {
        if (!killed.isEmpty()) {
            server(killed).startAgain();
            killed = "";
        }
    }

    @AfterAll
    void stop() {
        mariaDb.close();
        postgres.close();
    }

    private RunningDatabase server(String key) {
        return key.equals("default") ? postgres : mariaDb;
    }

    private LongConsumer writing(Shop shop, String key) {
        return switch (key) {
            case "default" -> id -> shop.write(new Purchase(id));
            case "auth" -> id -> shop.write(new Account(id));
            default -> id -> shop.write(new Note(id));
        };
    }

    private Map<String, String> properties() {
        int run = NEXT.incrementAndGet();
        Map<String, String> properties = new HashMap<>();
        put(properties, "default", postgres.physical("shop_" + run));
        put(properties, "auth", mariaDb.physical("shop_" + run));
        properties.put("binds.meta.url", "jdbc:h2:mem:shop_" + run);
        properties.put("binds-defaults.schema.strategy", "create");
        properties.put("binds-defaults.pool.acquisition-timeout", ACQUISITION.toSeconds() + "s");
        properties.put("binds-defaults.transaction", "resource-local");
        return properties;
    }

    private static void put(Map<String, String> properties, String key, PhysicalDatabase database) {
        properties.put("binds." + key + ".url", database.url());
        properties.put("binds." + key + ".username", database.username());
        properties.put("binds." + key + ".password", database.password());
    }

    @Tag("thorough")
    @ParameterizedTest
    @CsvSource({"default, fail", "auth, degrade"})
    void whileTheOthersServeTheOtherWayRound(String lost, String onFailure) throws Exception {
        whileTheOthersServe(lost, onFailure);
    }

    @ParameterizedTest
    @CsvSource({"default, degrade", "auth, fail"})
    void whileTheOthersServe(String lost, String onFailure) throws Exception {
        String other = lost.equals("default") ? "auth" : "default";
        Map<String, String> properties = properties();
        properties.put("binds." + lost + ".on-failure", onFailure);
        try (Shop shop = Shop.open(properties);
                Workers ofLost = new Workers(2, writing(shop, lost));
                Workers ofOther = new Workers(1, writing(shop, other));
                Workers ofMeta = new Workers(1, writing(shop, "meta"))) {
            becomes("all up", () -> isUp(shop.readiness()) && ofLost.written() > 10);
            double otherFirst = rate(ofOther);
            double metaFirst = rate(ofMeta);
            assertThat(ofLost.takeFailures()).isEmpty();
            ofLost.takeLongest();
            ofOther.takeLongest();

            kill(lost);

            JsonObject told = within(Duration.ofSeconds(5), shop, payload -> !isUp(payload));
            assertThat(Shop.check(told, lost).getString("status")).isEqualTo("DOWN");
            JsonObject data = Shop.check(told, lost).getJsonObject("data");
            assertThat(data.getString("code")).isEqualTo("BINDKEY-043");
            assertThat(data.getString("status")).isEqualTo("down");
            assertThat(data.getString("degraded"))
                    .contains(other)
                    .contains("meta")
                    .doesNotContain(lost);
            assertThat(Shop.check(told, other).getString("status")).isEqualTo("UP");
            long otherBefore = ofOther.written();
            long metaBefore = ofMeta.written();
            double otherMeanwhile = rate(ofOther);
            double metaMeanwhile = rate(ofMeta);
            System.out.printf(
                    "%s is down: %s writes %.2f times as much as before, meta %.2f times%n",
                    lost, other, otherMeanwhile / otherFirst, metaMeanwhile / metaFirst);
            Thread.sleep(DOWN.minus(LOOK.multipliedBy(2)).toMillis());
            assertThat(ofOther.written())
                    .as("written to " + other + " meanwhile")
                    .isGreaterThan(otherBefore + 20);
            assertThat(ofMeta.written()).as("written to meta meanwhile").isGreaterThan(metaBefore + 20);
            assertThat(shop.binds().get(lost).state().status()).isEqualTo(Status.DOWN);
            assertThat(ofLost.takeFailures()).isNotEmpty();
            if (onFailure.equals("degrade")) {
                assertThatThrownBy(() -> writing(shop, lost).accept(-1))
                        .isInstanceOf(BindUnavailableException.class)
                        .hasMessageStartingWith("BINDKEY-043: ")
                        .hasMessageContaining("It is down since");
            }

            startAgain();
            long lostBefore = ofLost.written();

            within(Duration.ofSeconds(5), shop, LostDatabaseTest::isUp);
            becomes(
                    () -> "written again; " + shop.binds().get(lost).state() + " " + ofLost.takeFailures(),
                    () -> ofLost.written() > lostBefore);
            ofLost.takeFailures();
            Thread.sleep(500);
            assertThat(ofLost.takeFailures()).as("failures after the return").isEmpty();
            assertThat(ofOther.takeFailures()).as("failures of " + other).isEmpty();
            assertThat(ofMeta.takeFailures()).as("failures of meta").isEmpty();
            assertThat(ofLost.takeLongest()).as("longest call").isLessThan(ACQUISITION.plusSeconds(2));
            assertThat(ofOther.takeLongest()).as("longest call of " + other).isLessThan(ACQUISITION);
        }
    }

    /** Its tables are made when it comes, and what is asked of it before fails at once. */
    @Test
    void beforeTheStart() throws Exception {
        Map<String, String> properties = properties();
        properties.put("binds-defaults.on-failure", "degrade");
        PhysicalDatabase auth = new PhysicalDatabase(
                Objects.requireNonNull(properties.get("binds.auth.url")), mariaDb.username(), mariaDb.password());
        kill("auth");
        try (Shop shop = Shop.open(properties)) {
            shop.write(new Purchase(1));
            shop.write(new Note(1));
            assertThat(shop.binds().get("auth").state().status()).isEqualTo(Status.DOWN);
            assertThatThrownBy(() -> shop.write(new Account(1)))
                    .isInstanceOf(BindUnavailableException.class)
                    .hasMessageStartingWith("BINDKEY-043: ");
            JsonObject told = shop.readiness();
            assertThat(isUp(told)).isFalse();
            assertThat(Shop.check(told, "auth").getJsonObject("data").getString("degraded"))
                    .isEqualTo("others serve: default, meta");

            startAgain();

            within(Duration.ofSeconds(5), shop, LostDatabaseTest::isUp);
            shop.write(new Account(1));
            assertThat(auth.rows("select id from account")).containsExactly(List.of(1L));
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("bindkey-"));
    }

    /** An application that ends while a database is lost leaves no thread behind. */
    @Test
    void untilTheEnd() throws Exception {
        Map<String, String> properties = properties();
        properties.put("binds-defaults.on-failure", "degrade");
        kill("auth");
        try (Shop shop = Shop.open(properties)) {
            assertThat(shop.binds().get("auth").state().status()).isEqualTo(Status.DOWN);
        }
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .noneMatch(name -> name.startsWith("bindkey-"));
    }

    /** {@return how much is written, in a time that is always the same} */
    private static double rate(Workers workers) throws InterruptedException {
        long before = workers.written();
        Thread.sleep(LOOK.toMillis());
        return workers.written() - before;
    }

    private static boolean isUp(JsonObject payload) {
        return payload.getString("status").equals("UP");
    }

    private static JsonObject within(Duration time, Shop shop, Predicate<JsonObject> condition)
            throws InterruptedException {
        Instant deadline = Instant.now().plus(time);
        JsonObject payload = shop.readiness();
        while (!condition.test(payload)) {
            assertThat(Instant.now()).as("%s", payload).isBefore(deadline);
            Thread.sleep(100);
            payload = shop.readiness();
        }
        return payload;
    }

    private static void becomes(String what, BooleanSupplier condition) throws InterruptedException {
        becomes(() -> what, condition);
    }

    private static void becomes(Supplier<String> what, BooleanSupplier condition) throws InterruptedException {
        Instant deadline = Instant.now().plus(Duration.ofMinutes(1));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(deadline);
            Thread.sleep(50);
        }
    }
}
