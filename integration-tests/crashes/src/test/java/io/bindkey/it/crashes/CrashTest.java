// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills a process at every point of two-phase commit, and looks what the next one makes of it. Each process is first the
 * recovery of the crash before it, and then the next victim.
 */
@Tag("slow")
class CrashTest {

    /** For each point; {@code -Dcrashes.times=20} kills 180 processes, which takes many minutes. */
    private static final int TIMES = Integer.getInteger("crashes.times", 1);

    @TempDir
    static Path folder;

    private final Set<Long> acknowledged = new TreeSet<>();
    private final Map<Point, Tally> tallies = new EnumMap<>(Point.class);
    private long nextTransfer = 1;
    private Duration processorTime = Duration.ZERO;

    /** What was seen of the crashes at one point. */
    private static final class Tally {
        int crashes;
        int committed;
        int rolledBack;
        int disagree;
        int inDoubt;
        int lost;
        int logEntries;
        int atStart;
    }

    @Test
    void bothDatabasesAgreeAfterEveryCrash() throws Exception {
        long start = System.nanoTime();
        Files.deleteIfExists(VictimProcess.LOG);
        try (Databases databases = new Databases()) {
            Path properties = properties(databases);
            Optional<Point> crashed = Optional.empty();
            for (Point point : points()) {
                try (VictimProcess victim = startVictim(properties, point)) {
                    victim.await(Victim.READY);
                    look(databases, crashed, nextTransfer - 1);
                    victim.goOn();
                    victim.await(Victim.ACKNOWLEDGED + nextTransfer);
                    acknowledged.add(nextTransfer);
                    victim.await(Victim.REACHED);
                    processorTime = processorTime.plus(victim.processorTime());
                }
                crashed = Optional.of(point);
                nextTransfer += 2;
            }
            try (VictimProcess last = VictimProcess.start(properties)) {
                last.await(Victim.READY);
                look(databases, crashed, nextTransfer - 1);
                assertThat(last.awaitEnd()).isZero();
            }
            print((System.nanoTime() - start) / 1_000_000_000);
            assertThat(databases.debits()).isEqualTo(databases.credits()).containsAll(acknowledged);
        }
        assertThat(Files.readAllLines(VictimProcess.LOG))
                .as("branches for which Narayana finds no database")
                .noneMatch(line -> line.contains("ARJUNA016037") || line.contains("ARJUNA016038"));
        assertThat(tallies).hasSize(Point.values().length);
        tallies.forEach((point, tally) -> {
            assertThat(tally.crashes).as("crashes %s", point).isEqualTo(TIMES);
            assertThat(tally.committed).as("committed %s", point).isEqualTo(point.isDecided() ? TIMES : 0);
            assertThat(tally.rolledBack).as("rolled back %s", point).isEqualTo(point.isDecided() ? 0 : TIMES);
            assertThat(tally.inDoubt).as("in doubt %s", point).isZero();
            assertThat(tally.disagree).as("disagree %s", point).isZero();
            assertThat(tally.lost).as("acknowledged and lost %s", point).isZero();
            assertThat(tally.logEntries).as("left in the log %s", point).isZero();
        });
    }

    private VictimProcess startVictim(Path properties, Point point) throws IOException {
        return VictimProcess.start(properties, String.valueOf(nextTransfer), point.name());
    }

    /** One after the other, so that each point follows each other one. */
    private static List<Point> points() {
        List<Point> points = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            points.addAll(List.of(Point.values()));
        }
        return points;
    }

    private void look(Databases databases, Optional<Point> crashed, long transfer) throws InterruptedException {
        if (crashed.isEmpty()) {
            return;
        }
        Tally tally = tallies.computeIfAbsent(crashed.get(), point -> new Tally());
        tally.crashes++;
        tally.atStart += databases.agree() && logEntries() == 0 ? 1 : 0;
        if (!Databases.becomesTrue(() -> databases.inDoubt() == 0 && logEntries() == 0)) {
            tally.inDoubt += databases.inDoubt();
            tally.logEntries += logEntries();
        }
        Set<Long> debits = databases.debits();
        Set<Long> credits = databases.credits();
        tally.disagree += debits.equals(credits) ? 0 : 1;
        tally.committed += debits.contains(transfer) && credits.contains(transfer) ? 1 : 0;
        tally.rolledBack += !debits.contains(transfer) && !credits.contains(transfer) ? 1 : 0;
        Set<Long> lost = new TreeSet<>(acknowledged);
        lost.removeAll(debits);
        tally.lost += lost.size();
    }

    private static int logEntries() {
        return new TransactionLog(folder.resolve("log")).entries();
    }

    private static Path properties(Databases databases) throws IOException {
        Map<String, String> properties = new TreeMap<>(databases.properties());
        properties.put(
                "binds-settings.transactions.object-store",
                folder.resolve("log").toString());
        return VictimProcess.write(properties, folder);
    }

    private void print(long seconds) {
        System.out.printf(
                "%n%-24s %7s %9s %11s %8s %8s %8s %8s %8s%n",
                "killed", "crashes", "committed", "rolled back", "disagree", "in doubt", "lost", "in log", "at start");
        tallies.forEach((point, tally) -> System.out.printf(
                "%-24s %7d %9d %11d %8d %8d %8d %8d %8d%n",
                point,
                tally.crashes,
                tally.committed,
                tally.rolledBack,
                tally.disagree,
                tally.inDoubt,
                tally.lost,
                tally.logEntries,
                tally.atStart));
        System.out.printf(
                "%d crashes in %d s, of which the victims had a processor for %d s%n%n",
                tallies.values().stream().mapToInt(t -> t.crashes).sum(), seconds, processorTime.toSeconds());
    }
}
