// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What happens to a whole pool of idle connections at once costs one call for each of them at most. */
@Tag("slow")
@TestInstance(Lifecycle.PER_CLASS)
class HealingTest {

    private static final int POOL = 20;
    private static final int CALLS = 100;

    /** So many failures tell enough. */
    private static final int ENOUGH = 10;

    @TempDir
    static Path folder;

    private final AtomicLong nextId = new AtomicLong(1);
    private Databases databases;

    @BeforeAll
    void start() {
        databases = new Databases();
    }

    @AfterAll
    void stop() {
        databases.close();
    }

    static Stream<Arguments> binds() {
        return Stream.of(Kind.values())
                .flatMap(kind -> Stream.of(Product.values()).map(product -> Arguments.of(kind, product)));
    }

    @ParameterizedTest
    @MethodSource("binds")
    void aPoolSurvivesTheRestartOfItsDatabase(Kind kind, Product product) throws Exception {
        try (Units units = Units.start(kind, databases, folder.resolve("log"), POOL)) {
            FullPool pool = new FullPool(units, product, POOL);
            assertThat(pool.held().sessions()).hasSize(POOL);

            databases.restart(product);

            List<Exception> failures = pool.held().failures();
            assertThat(failures).allSatisfy(failure -> assertThat(Failure.sqlStates(failure))
                    .as("%s", failure)
                    .anyMatch(state -> state.startsWith("08") || state.startsWith("57P")));
            isWellAgain(units, product, failures);
        }
    }

    /** So the restart of a quiet night costs nobody anything. */
    @ParameterizedTest
    @MethodSource("binds")
    void whatWasIdleIsTriedBeforeItIsUsed(Kind kind, Product product) throws Exception {
        Map<String, String> atOnce = Map.of("binds-defaults.pool.validate-after-idle", "1ms");
        try (Units units = Units.start(kind, databases, folder.resolve("log"), POOL, atOnce)) {
            FullPool pool = new FullPool(units, product, POOL);
            assertThat(pool.held().sessions()).hasSize(POOL);

            databases.restart(product);

            List<Exception> failures = pool.held(each -> units.write(each, nextId.getAndIncrement()))
                    .failures();
            assertThat(Failure.inShort(failures)).isEmpty();
        }
    }

    /** As after a switch-over, when the old primary goes on as a replica and keeps its clients. */
    @ParameterizedTest
    @MethodSource("binds")
    void aPoolGetsRidOfConnectionsThatHaveBecomeReadOnly(Kind kind, Product product) throws Exception {
        try (Units units = Units.start(kind, databases, folder.resolve("log"), POOL)) {
            FullPool pool = new FullPool(units, product, POOL);
            assertThat(pool.held().sessions()).hasSize(POOL);
            FullPool.Result readOnly = pool.held(each ->
                    units.of(each).createNativeQuery(each.becomeReadOnly()).executeUpdate());
            assertThat(Failure.inShort(readOnly.failures())).isEmpty();
            assertThat(readOnly.sessions()).hasSize(POOL);

            List<Exception> failures = pool.held(each -> units.write(each, nextId.getAndIncrement()))
                    .failures();

            assertThat(failures).as("calls that met a read-only connection").isNotEmpty();
            isWellAgain(units, product, failures);
        }
    }

    /** The failures are those of calls that have met every connection. */
    private void isWellAgain(Units units, Product product, List<Exception> failures) throws Exception {
        List<Exception> later = new ArrayList<>();
        for (int i = 0; i < CALLS && later.size() < ENOUGH; i++) {
            long id = nextId.getAndIncrement();
            try {
                units.run(() -> units.write(product, id));
            } catch (Exception e) {
                later.add(e);
            }
        }
        FullPool.Result full = new FullPool(units, product, POOL).held();

        SoftAssertions softly = new SoftAssertions();
        softly.assertThat(failures.size())
                .as("failures at first: %s", Failure.inShort(failures))
                .isLessThanOrEqualTo(POOL);
        softly.assertThat(Failure.inShort(later))
                .as("failures later, after %s", Failure.inShort(failures))
                .isEmpty();
        softly.assertThat(full.sessions())
                .as("connections at the same time, failures %s", Failure.inShort(full.failures()))
                .hasSize(POOL);
        softly.assertAll();
    }
}
