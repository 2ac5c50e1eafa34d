// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.Bookmark;
import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.databases.ReplicatedPostgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Promotes a replica that lacks what the lost primary had acknowledged last. */
@Tag("slow")
@Tag("thorough")
class LostHistoryTest {

    private static final Path WORK = Path.of("..", "databases", "target", "real databases");

    /** The new primary is behind what was acknowledged by the lost one, and nobody writes. */
    @Test
    void nobodyWaitsForWhatWasLostWithThePrimary() throws Exception {
        try (ReplicatedPostgres servers = ReplicatedPostgres.start(WORK, 1)) {
            servers.primary("transfers").execute("create table debit (transfer bigint primary key)");
            try (Units units = Units.start(Kind.RESOURCE_LOCAL, PostgresPair.properties(servers))) {
                assertThat(PostgresPair.serves(units)).isTrue();
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
                assertThat(PostgresPair.serves(units)).isTrue();

                String replica = PostgresPair.portOf(servers.replica(0, "transfers"));
                String primary = PostgresPair.portOf(servers.primary("transfers"));
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
            Map<String, String> properties = PostgresPair.properties(servers);
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
                assertThat(answers)
                        .as("reads that do not see the row")
                        .doesNotContain(PostgresPair.portOf(left) + " 0");
                assertThat(answers).contains(PostgresPair.portOf(servers.replica(0, "transfers")) + " 1");
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

    /** Then nothing is known of timelines. */
    @Test
    void aReplicaIsReadByWhoMayNotAskForItsTimeline() throws Exception {
        try (ReplicatedPostgres servers = ReplicatedPostgres.start(WORK, 1)) {
            PhysicalDatabase primary = servers.primary("transfers");
            primary.execute("create table debit (transfer bigint primary key)");
            primary.execute("create role ann login password 'secret'");
            primary.execute("grant all on debit to ann");
            primary.execute("revoke execute on function pg_control_checkpoint() from public");
            servers.awaitCaughtUp(0);
            Map<String, String> properties = PostgresPair.properties(servers);
            properties.put("binds.postgres.username", "ann");
            properties.put("binds.postgres.password", "secret");
            try (Units units = Units.start(Kind.RESOURCE_LOCAL, properties)) {
                assertThat(PostgresPair.serves(units)).isTrue();
                units.run(() -> units.write(Product.POSTGRES, 1));
                assertThat(read(units, Bookmark.NONE, 1))
                        .isEqualTo(PostgresPair.portOf(servers.replica(0, "transfers")) + " 1");
            }
        }
    }
}
