// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills connections while they are idle, reading, flushed, preparing and committing. Nothing that was acknowledged is
 * lost, nothing that was refused is there, each connection costs one call at most, and afterwards all is as before.
 */
@Tag("slow")
@Tag("thorough")
@TestInstance(Lifecycle.PER_CLASS)
class KillTest {

    /** For each kind of transaction and each database; {@code -Dkills.count=1000} takes some minutes. */
    private static final int KILLS = Integer.getInteger("kills.count", 50);

    /** {@code -Dkills.seed=} with the one of a run that failed does the same again. */
    private static final long SEED = Long.getLong("kills.seed", new Random().nextLong());

    private static final int POOL = 10;
    private static final int QUIET_CALLS = 100;

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

    @ParameterizedTest
    @EnumSource(Kind.class)
    void eachKilledConnectionCostsOneCallAtMostAndNothingElse(Kind kind) throws Exception {
        run(kind.toString(), kind, Plan.shuffled(kind, KILLS, SEED), true);
    }

    /** The same phase by phase, for whoever looks for a cause: a minute more. */
    @ParameterizedTest
    @MethodSource("cells")
    @EnabledIfSystemProperty(named = "kills.cells", matches = "true")
    void eachPhaseAlone(Kind kind, Product product, Phase phase) throws Exception {
        run(kind + " " + product + " " + phase, kind, Plan.alone(kind, product, phase, 3), false);
    }

    static Stream<Arguments> cells() {
        return Stream.of(Kind.values()).flatMap(kind -> Stream.of(Product.values())
                .flatMap(product -> Phase.of(kind).stream().map(phase -> Arguments.of(kind, product, phase))));
    }

    private void run(String name, Kind kind, List<Plan> plans, boolean allIdleInTheEnd) throws Exception {
        Path log = folder.resolve("log");
        Set<Path> before = entries(log);
        SoftAssertions softly = new SoftAssertions();
        try (Units units = Units.start(kind, databases, log, POOL);
                Killer killer = new Killer(databases)) {
            List<Attempt> attempts = new Storm(units, killer, plans, nextId).run();
            List<Exception> later = meetWhatIsBroken(units);
            int stormed = killer.killed();
            if (allIdleInTheEnd) {
                killAllIdle(units, killer);
                later.addAll(meetWhatIsBroken(units));
            }
            List<Exception> quiet = quiet(kind, units);

            boolean resolved = Databases.becomesTrue(
                    () -> databases.inDoubt() == 0 && newEntries(log, before).isEmpty());
            Ledger ledger = new Ledger(kind, attempts, databases);
            long failed = attempts.stream().filter(Attempt::failed).count() + later.size();
            String title = "%s, -Dkills.seed=%d: %d connections killed, %d calls failed"
                    .formatted(name, SEED, killer.killed(), failed);
            System.out.println(title + System.lineSeparator() + ledger.table());

            softly.assertThat(failed)
                    .as("failed calls, the last %s; %s", Failure.inShort(later), title)
                    .isLessThanOrEqualTo(killer.killed());
            softly.assertThat(stormed).as("connections killed; %s", title).isEqualTo((int)
                    plans.stream().filter(plan -> plan.hit().isPresent()).count());
            softly.assertThat(ledger.wrongRows()).as("rows; %s", title).isEmpty();
            softly.assertThat(ledger.wrongEvents()).as("events; %s", title).isEmpty();
            softly.assertThat(ledger.wrongExceptions())
                    .as("exceptions; %s", title)
                    .isEmpty();
            softly.assertThat(Failure.inShort(quiet))
                    .as("failures when all is quiet; %s", title)
                    .isEmpty();
            for (Product product : Product.values()) {
                FullPool.Result full = new FullPool(units, product, POOL).held();
                softly.assertThat(full.sessions())
                        .as(
                                "connections of %s at the same time, failures %s; %s",
                                product, Failure.inShort(full.failures()), title)
                        .hasSize(POOL);
            }
            softly.assertThat(resolved)
                    .as(
                            "all is resolved; in doubt %d, in the log %d; %s",
                            databases.inDoubt(), newEntries(log, before).size(), title)
                    .isTrue();
        }
        softly.assertAll();
    }

    /** {@return the failures of calls that hold all connections at the same time, so that each one is met} */
    private static List<Exception> meetWhatIsBroken(Units units) throws Exception {
        List<Exception> failures = new ArrayList<>();
        for (Product product : Product.values()) {
            failures.addAll(new FullPool(units, product, POOL).held().failures());
        }
        return failures;
    }

    private static void killAllIdle(Units units, Killer killer) throws Exception {
        for (Product product : Product.values()) {
            for (long session : new FullPool(units, product, POOL).held().sessions()) {
                killer.kill(product, session);
            }
        }
    }

    /** {@return the failures of calls one after another} */
    private List<Exception> quiet(Kind kind, Units units) {
        List<Exception> failures = new ArrayList<>();
        for (int i = 0; i < QUIET_CALLS && failures.size() < ENOUGH; i++) {
            long id = nextId.getAndIncrement();
            Product written = i % 2 == 0 ? Product.POSTGRES : Product.MARIADB;
            try {
                units.run(() -> {
                    for (Product product : Product.values()) {
                        assertThat(units.session(product)).isPositive();
                    }
                    for (Product product : kind.written(written)) {
                        units.write(product, id);
                    }
                });
            } catch (Exception e) {
                failures.add(e);
            } finally {
                units.events();
            }
        }
        return failures;
    }

    private static Set<Path> newEntries(Path log, Set<Path> before) {
        Set<Path> entries = entries(log);
        entries.removeAll(before);
        return entries;
    }

    /** {@return the transactions in the manager's log} */
    private static Set<Path> entries(Path log) {
        if (!Files.exists(log)) {
            return new TreeSet<>();
        }
        try (Stream<Path> files = Files.walk(log)) {
            return files.filter(file -> file.toString().contains("AtomicAction"))
                    .filter(Files::isRegularFile)
                    .collect(TreeSet::new, Set::add, Set::addAll);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
