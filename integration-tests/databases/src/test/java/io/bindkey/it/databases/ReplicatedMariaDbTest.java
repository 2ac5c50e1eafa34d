// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class ReplicatedMariaDbTest {

    private static final Path WORK = Path.of("target", "real databases");

    @Test
    void showsOnAReplicaWhatThePrimaryHasCommittedUntilThatIsPromoted() {
        List<ServerProcess> processes;
        ReplicatedMariaDb servers = ReplicatedMariaDb.start(WORK, 1);
        try (servers) {
            processes = servers.processes();
            PhysicalDatabase primary = servers.primary("pets");
            PhysicalDatabase replica = servers.replica(0, "pets");
            primary.execute("create table pet (id int primary key)");
            primary.execute("insert into pet values (1)");
            servers.awaitCaughtUp(0);

            assertThat(replica.count("pet")).isOne();
            refusesWrites(replica);
            assertThat(replica.rows("select @@global.read_only, @@global.gtid_slave_pos <> ''"))
                    .hasToString("[[1, 1]]");
            assertThat(primary.rows("select @@global.read_only")).hasToString("[[0]]");

            servers.pauseReplay(0);
            primary.execute("insert into pet values (2)");
            assertThat(replica.count("pet")).isOne();
            servers.resumeReplay(0);
            servers.awaitCaughtUp(0);
            assertThat(replica.count("pet")).isEqualTo(2);

            servers.killReplica(0);
            assertThatThrownBy(replica::tables).hasMessageContaining("refused");
            primary.execute("insert into pet values (3)");
            servers.startReplica(0);
            servers.awaitCaughtUp(0);
            assertThat(replica.count("pet")).isEqualTo(3);
            refusesWrites(replica);

            servers.killPrimary();
            servers.startPrimary();
            primary.execute("insert into pet values (4)");
            servers.awaitCaughtUp(0);

            servers.killPrimary();
            assertThatThrownBy(primary::tables).hasMessageContaining("refused");
            servers.promote(0);
            replica.execute("insert into pet values (5)");
            assertThat(replica.count("pet")).isEqualTo(5);
            assertThat(replica.rows("select @@global.read_only")).hasToString("[[0]]");
        }

        assertThat(processes).hasSize(2).noneMatch(ServerProcess::isRunning);
        servers.close();
    }

    private static void refusesWrites(PhysicalDatabase replica) {
        assertThatThrownBy(() -> replica.execute("insert into pet values (7)"))
                .hasMessageContaining("--read-only option");
    }
}
