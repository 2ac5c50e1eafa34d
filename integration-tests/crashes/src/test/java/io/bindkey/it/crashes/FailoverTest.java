// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.it.databases.ReplicatedPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
            try (Units units = Units.start(Kind.RESOURCE_LOCAL, PostgresPair.properties(servers))) {
                assertThat(PostgresPair.serves(units)).isTrue();
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
        softly.assertThat(PostgresPair.serves(units))
                .as("turn %d: %s", turn, PostgresPair.states(units))
                .isTrue();
        long serves = System.nanoTime();
        String replica = PostgresPair.portOf(servers.replica(0, "transfers"));
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
