// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.ReplicaState.Status;
import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.databases.ReplicatedMariaDb;
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
 * Kills a primary and its replica in turn, under load, and starts them again. Nothing that was acknowledged is lost, and what
 * only reads goes on with the one that is left.
 */
@Tag("slow")
@Tag("thorough")
class LostServersTest {

    private static final Path WORK = Path.of("..", "databases", "target", "real databases");

    private static final int TURNS = Math.max(1, Integer.getInteger("failovers", 2) / 2);

    private final SoftAssertions softly = new SoftAssertions();

    /** A primary and its replica of one product. */
    private record Servers(
            Product product,
            PhysicalDatabase primary,
            PhysicalDatabase replica,
            Runnable killPrimary,
            Runnable startPrimary,
            Runnable killReplica,
            Runnable startReplica) {

        String portOf(PhysicalDatabase server) {
            return String.valueOf(server.rows(product.whoAnswersWith(0)).get(0).get(0));
        }

        String table() {
            return product == Product.POSTGRES ? "debit" : "credit";
        }
    }

    @Test
    void readsGoOnAndNothingIsLostOnPostgres() throws Exception {
        try (ReplicatedPostgres pair = ReplicatedPostgres.start(WORK, 1)) {
            run(new Servers(
                    Product.POSTGRES,
                    pair.primary("transfers"),
                    pair.replica(0, "transfers"),
                    pair::killPrimary,
                    pair::startPrimary,
                    () -> pair.killReplica(0),
                    () -> pair.startReplica(0)));
        }
    }

    @Test
    void readsGoOnAndNothingIsLostOnMariaDb() throws Exception {
        try (ReplicatedMariaDb pair = ReplicatedMariaDb.start(WORK, 1)) {
            run(new Servers(
                    Product.MARIADB,
                    pair.primary("transfers"),
                    pair.replica(0, "transfers"),
                    pair::killPrimary,
                    pair::startPrimary,
                    () -> pair.killReplica(0),
                    () -> pair.startReplica(0)));
        }
    }

    private void run(Servers servers) throws Exception {
        servers.primary.execute("create table " + servers.table() + " (transfer bigint primary key)");
        String primary = servers.portOf(servers.primary);
        String replica = servers.portOf(servers.replica);
        try (Units units = Units.start(Kind.RESOURCE_LOCAL, properties(servers))) {
            Load load = new Load(units, servers.product);
            try (load) {
                answers(load, replica, "replica at first");
                for (int turn = 1; turn <= TURNS; turn++) {
                    servers.killReplica.run();
                    answers(load, primary, "primary while the replica is away");
                    servers.startReplica.run();
                    comesBack(servers, units, load, replica);

                    load.pauseWrites();
                    servers.killPrimary.run();
                    long killed = System.nanoTime();
                    answers(load, replica, "replica while the primary is away");
                    // So that looks at the primary fail as well.
                    Thread.sleep(2_000);
                    answers(load, replica, "replica while the primary is still away");
                    long start = System.nanoTime();
                    servers.startPrimary.run();
                    softly.assertThat(Failure.inShort(failures(load, killed, start)))
                            .as("reads on %s without a primary", servers.product)
                            .isEmpty();
                    load.resumeWrites();
                    writes(load);

                    servers.killPrimary.run();
                    Thread.sleep(500);
                    servers.startPrimary.run();
                    writes(load);
                    comesBack(servers, units, load, replica);
                }
            }
            softly.assertThat(load.reads().stream().filter(read -> !read.seen()))
                    .as("reads that missed a row")
                    .isEmpty();
            Set<Long> lost = new TreeSet<>();
            load.acknowledged().forEach(written -> lost.add(written.id()));
            int acknowledged = lost.size();
            servers.primary
                    .rows("select transfer from " + servers.table())
                    .forEach(row -> lost.remove(((Number) row.get(0)).longValue()));
            System.out.printf(
                    "lost servers of %s: %d commits acknowledged, %d lost, %d reads%n",
                    servers.product, acknowledged, lost.size(), load.reads().size());
            softly.assertThat(lost).as("acknowledged commits that are lost").isEmpty();
        }
        softly.assertAll();
    }

    private static Map<String, String> properties(Servers servers) {
        String bind = "binds." + servers.product.bind() + ".";
        String unused = servers.product == Product.POSTGRES ? "mariadb" : "postgres";
        Map<String, String> properties = new HashMap<>();
        properties.put(bind + "url", servers.primary.url());
        properties.put(bind + "username", servers.primary.username());
        properties.put(bind + "password", servers.primary.password());
        properties.put(bind + "replicas.r1.url", servers.replica.url());
        properties.put(bind + "reading.max-wait", "5s");
        properties.put("binds." + unused + ".url", "jdbc:h2:mem:unused");
        properties.put("binds-defaults.pool.max-size", "10");
        return properties;
    }

    private static void answers(Load load, String server, String what) throws InterruptedException {
        assertThat(load.isAnsweredBy(server)).as("reads by the %s", what).isTrue();
    }

    private static void writes(Load load) throws InterruptedException {
        assertThat(load.succeedsAfter(true, System.nanoTime())).as("writes").isTrue();
    }

    private static void comesBack(Servers servers, Units units, Load load, String replica) throws InterruptedException {
        long start = System.nanoTime();
        assertThat(Databases.becomesTrue(() -> units.binds()
                                .get(servers.product.bind())
                                .replicas()
                                .get(0)
                                .status()
                        == Status.SERVES))
                .as("the replica serves")
                .isTrue();
        answers(load, replica, "replica that came back");
        System.out.printf(
                "lost servers of %s: read from the replica again after %d ms%n",
                servers.product, (System.nanoTime() - start) / 1_000_000);
    }

    private static List<Exception> failures(Load load, long from, long to) {
        List<Exception> failures = new ArrayList<>();
        for (Load.Call call : load.calls()) {
            if (call.failure() != null && !call.writes() && call.start() > from && call.start() < to) {
                failures.add(call.failure());
            }
        }
        return failures;
    }
}
