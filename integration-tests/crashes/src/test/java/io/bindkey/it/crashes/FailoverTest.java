// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.Bookmark;
import io.bindkey.ReplicaState;
import io.bindkey.ReplicaState.Status;
import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.databases.ReplicatedPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Kills the primary under load and promotes its replica, again and again. The application names both servers as the bind
 * and each as a replica: whichever takes writes is no replica, and the other one is.
 */
@Tag("slow")
class FailoverTest {

    private static final Path WORK = Path.of("..", "databases", "target", "real databases");

    /** Twenty with {@code -Pall}. */
    private static final int TURNS = Integer.getInteger("failovers", 2);

    private static final long BESIDES_PROMOTION = 2_000_000_000L;

    private final SoftAssertions softly = new SoftAssertions();
    private final List<String> table = new ArrayList<>();

    @Test
    void callsGoOnAfterEachFailoverAndTheNewReplicaServes() throws Exception {
        try (ReplicatedPostgres servers = ReplicatedPostgres.start(WORK, 1)) {
            servers.primary("transfers").execute("create table debit (transfer bigint primary key)");
            try (Units units = Units.start(Kind.RESOURCE_LOCAL, properties(servers))) {
                assertThat(serves(units)).isTrue();
                Load load = new Load(units, Product.POSTGRES);
                try (load) {
                    for (int turn = 1; turn <= TURNS; turn++) {
                        failOver(turn, servers, units, load);
                    }
                }
                table.forEach(System.out::println);
                softly.assertThat(load.reads().stream()
                                .filter(read -> !read.seen())
                                .map(Load.Read::written))
                        .as("rows that a reader missed who came after they were acknowledged")
                        .isEmpty();
                softly.assertThat(missing(servers, load, 2 * TURNS))
                        .as("rows acknowledged since the last failover")
                        .isEmpty();
            }
        }
        softly.assertAll();
    }

    /** The new primary is behind what was acknowledged by the lost one, and nobody writes. */
    @Test
    void nobodyWaitsForWhatWasLostWithThePrimary() throws Exception {
        try (ReplicatedPostgres servers = ReplicatedPostgres.start(WORK, 1)) {
            servers.primary("transfers").execute("create table debit (transfer bigint primary key)");
            try (Units units = Units.start(Kind.RESOURCE_LOCAL, properties(servers))) {
                assertThat(serves(units)).isTrue();
                units.run(() -> units.write(Product.POSTGRES, 1));
                servers.awaitCaughtUp(0);
                servers.cutOff(0);
                for (int segment = 0; segment < 10; segment++) {
                    // Further than a base backup takes the new primary, which begins new segments, too.
                    servers.primary("transfers").rows("select pg_logical_emit_message(false, '', ''), pg_switch_wal()");
                }
                units.run(() -> units.write(Product.POSTGRES, 2));
                Bookmark lost = Bookmark.parse(units.binds().bookmark().toString());
                assertThat(read(units, lost, 2)).endsWith(" 1");
                servers.killPrimary();
                servers.promote(0);
                servers.failedOver();
                assertThat(serves(units)).isTrue();

                String replica = portOf(servers.replica(0, "transfers"));
                String primary = portOf(servers.primary("transfers"));
                assertThat(Databases.becomesTrue(
                                () -> readAnyway(units, Bookmark.NONE, 2).equals(replica + " 0")))
                        .as("reads by the replica; lost row")
                        .isTrue();
                assertThat(read(units, Bookmark.NONE, 1)).isEqualTo(replica + " 1");
                long start = System.nanoTime();
                assertThat(read(units, lost, 1)).isIn(replica + " 1", primary + " 1");
                assertThat(System.nanoTime() - start)
                        .as("time for who has a bookmark that is lost")
                        .isLessThan(5_000_000_000L);
                assertThat(read(units, lost, 2)).isEqualTo(replica + " 0");

                units.run(() -> units.write(Product.POSTGRES, 3));
                assertThat(read(units, Bookmark.NONE, 3)).endsWith(" 1");
            }
        }
    }

    /** It goes on with the timeline of the lost primary, on which it has come further than the new primary is. */
    @Test
    void aReplicaThatFollowsNobodyIsNotReadForWhatTheNewPrimaryHas() throws Exception {
        try (ReplicatedPostgres servers = ReplicatedPostgres.start(WORK, 2)) {
            servers.primary("transfers").execute("create table debit (transfer bigint primary key)");
            PhysicalDatabase left = servers.replica(1, "transfers");
            Map<String, String> properties = properties(servers);
            properties.put("binds.postgres.replicas.r1.url", left.url());
            properties.put("binds.postgres.reading.max-wait", "10ms");
            properties.put("binds.postgres.reading.max-lag", "1h");
            try (Units units = Units.start(Kind.RESOURCE_LOCAL, properties)) {
                servers.cutOff(0);
                servers.primary("transfers").rows("select pg_logical_emit_message(false, '', ''), pg_switch_wal()");
                units.run(() -> units.write(Product.POSTGRES, 1));
                servers.awaitCaughtUp(1);
                servers.killPrimary();
                servers.promote(0);
                assertThat(Databases.becomesTrue(() -> writesAnyway(units, 2))).isTrue();

                List<String> answers = new ArrayList<>();
                for (int i = 0; i < 50; i++) {
                    answers.add(readAnyway(units, Bookmark.NONE, 2));
                }
                assertThat(answers).as("reads that do not see the row").doesNotContain(portOf(left) + " 0");
                assertThat(answers).contains(portOf(servers.replica(0, "transfers")) + " 1");
            }
        }
    }

    private static boolean writesAnyway(Units units, long id) {
        try {
            units.run(() -> units.write(Product.POSTGRES, id));
            return true;
        } catch (Exception lost) {
            return false;
        }
    }

    private static String read(Units units, Bookmark bookmark, long id) {
        Object[] row = (Object[]) units.binds().readOnly(bookmark, () -> units.of(Product.POSTGRES)
                .createNativeQuery(Product.POSTGRES.whoAnswersWith(id))
                .getSingleResult());
        return row[0] + " " + row[1];
    }

    /** A connection that was lost with its server fails once. */
    private static String readAnyway(Units units, Bookmark bookmark, long id) {
        try {
            return read(units, bookmark, id);
        } catch (RuntimeException lost) {
            return lost.toString();
        }
    }

    private static Map<String, String> properties(ReplicatedPostgres servers) {
        PhysicalDatabase primary = servers.primary("transfers");
        Map<String, String> properties = new HashMap<>();
        properties.put("binds.postgres.url", servers.hosts("transfers", "targetServerType=primary&connectTimeout=1"));
        properties.put("binds.postgres.username", primary.username());
        properties.put("binds.postgres.password", primary.password());
        properties.put("binds.postgres.replicas.r1.url", primary.url());
        properties.put(
                "binds.postgres.replicas.r2.url",
                servers.replica(0, "transfers").url());
        properties.put("binds.mariadb.url", "jdbc:h2:mem:unused");
        properties.put("binds.postgres.reading.max-wait", "5s");
        properties.put("binds-defaults.pool.max-size", "10");
        return properties;
    }

    private void failOver(int turn, ReplicatedPostgres servers, Units units, Load load) throws InterruptedException {
        int connections = connections(servers);
        load.nextEpoch();
        long kill = System.nanoTime();
        servers.killPrimary();
        load.nextEpoch();
        long killed = System.nanoTime();
        servers.promote(0);
        long promoted = System.nanoTime();
        softly.assertThat(load.succeedsAfter(true, promoted))
                .as("turn %d: writes", turn)
                .isTrue();
        softly.assertThat(load.succeedsAfter(false, promoted))
                .as("turn %d: reads", turn)
                .isTrue();
        servers.failedOver();
        long failedOver = System.nanoTime();
        softly.assertThat(serves(units)).as("turn %d: %s", turn, states(units)).isTrue();
        long serves = System.nanoTime();
        String replica = portOf(servers.replica(0, "transfers"));
        softly.assertThat(load.isAnsweredBy(replica))
                .as("turn %d: reads by the replica", turn)
                .isTrue();
        long end = System.nanoTime();

        List<Exception> failures = new ArrayList<>();
        List<Exception> withoutPrimary = new ArrayList<>();
        for (Load.Call call : load.calls()) {
            if (call.failure() != null && call.end() >= kill) {
                boolean hadNoServer = call.start() > killed && call.start() < promoted;
                (hadNoServer ? withoutPrimary : failures).add(call.failure());
            }
        }
        long outage = load.longestOutage(kill, end);
        table.add(String.format(
                "failover %2d: without a primary %4d ms, no write for %4d ms, replica serves after %4d ms, "
                        + "%2d calls failed of %2d connections, %3d for want of a primary, %d acknowledged rows lost",
                turn,
                (promoted - kill) / 1_000_000,
                outage / 1_000_000,
                (serves - failedOver) / 1_000_000,
                failures.size(),
                connections,
                withoutPrimary.size(),
                missing(servers, load, 2 * turn - 2).size()));
        softly.assertThat(outage)
                .as("turn %d: time without a successful write", turn)
                .isLessThanOrEqualTo(promoted - kill + BESIDES_PROMOTION);
        softly.assertThat(failures.size())
                .as("turn %d: failed calls %s", turn, Failure.inShort(failures))
                .isLessThanOrEqualTo(connections);
    }

    /** {@return how many connections the application has to both} */
    private static int connections(ReplicatedPostgres servers) {
        return List.of(servers.primary("transfers"), servers.replica(0, "transfers")).stream()
                .mapToInt(server -> server.rows("select pid from pg_stat_activity where datname = current_database()"
                                + " and backend_type = 'client backend' and pid <> pg_backend_pid()")
                        .size())
                .sum();
    }

    /** Waits until the one that is no primary serves as a replica, and the other does not. */
    private static boolean serves(Units units) throws InterruptedException {
        return Databases.becomesTrue(() -> states(units).stream()
                .map(ReplicaState::status)
                .sorted()
                .toList()
                .equals(List.of(Status.SERVES, Status.NO_REPLICA)));
    }

    private static List<ReplicaState> states(Units units) {
        return units.binds().get("postgres").replicas();
    }

    private static String portOf(PhysicalDatabase server) {
        return String.valueOf(
                server.rows("select current_setting('port')").get(0).get(0));
    }

    /** {@return what was acknowledged in that epoch, and is not there} */
    private static Set<Long> missing(ReplicatedPostgres servers, Load load, int epoch) {
        Set<Long> missing = new TreeSet<>();
        load.acknowledged().stream()
                .filter(written -> written.epoch() == epoch)
                .forEach(written -> missing.add(written.id()));
        servers.primary("transfers")
                .rows("select transfer from debit")
                .forEach(row -> missing.remove(((Number) row.get(0)).longValue()));
        return missing;
    }
}
