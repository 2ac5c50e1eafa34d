// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow")
class ReplicatedPostgresTest {

    private static final Path WORK = Path.of("target", "real databases");

    @Test
    void showsOnReplicasWhatThePrimaryHasCommitted() throws IOException {
        List<ServerProcess> processes;
        ReplicatedPostgres servers = ReplicatedPostgres.start(WORK, 2);
        try (servers) {
            processes = servers.processes();
            PhysicalDatabase primary = servers.primary("pets");
            PhysicalDatabase first = servers.replica(0, "pets");
            PhysicalDatabase second = servers.replica(1, "pets");
            primary.execute("create table pet (id int primary key)");
            primary.execute("insert into pet values (1)");
            servers.awaitCaughtUp(0);
            servers.awaitCaughtUp(1);

            assertThat(first.count("pet")).isOne();
            assertThat(second.count("pet")).isOne();
            assertThatThrownBy(() -> first.execute("insert into pet values (2)"))
                    .hasMessageContaining("cannot execute INSERT in a read-only transaction");

            servers.pauseReplay(0);
            primary.execute("insert into pet values (2)");
            servers.awaitCaughtUp(1);
            assertThat(first.count("pet")).isOne();
            assertThat(second.count("pet")).isEqualTo(2);

            servers.resumeReplay(0);
            servers.awaitCaughtUp(0);
            assertThat(first.count("pet")).isEqualTo(2);

            servers.killReplica(1);
            assertThatThrownBy(second::tables).hasMessageContaining("refused");
            primary.execute("insert into pet values (3)");
            servers.startReplica(1);
            servers.awaitCaughtUp(1);
            assertThat(second.count("pet")).isEqualTo(3);

            servers.killPrimary();
            servers.promote(1);
            servers.failedOver();
            assertThat(servers.primary("pets")).isEqualTo(second);
            assertThat(servers.replica(0, "pets")).isEqualTo(first);
            assertThat(servers.replica(1, "pets")).isEqualTo(primary);
            second.execute("insert into pet values (4)");
            servers.awaitCaughtUp(0);
            servers.awaitCaughtUp(1);
            assertThat(first.count("pet")).isEqualTo(4);
            assertThat(primary.count("pet")).isEqualTo(4);
            processes.addAll(servers.processes());
        }

        assertThat(processes).hasSize(6).noneMatch(ServerProcess::isRunning);
        servers.close();
    }

    @Tag("thorough")
    @Test
    void keepsAPreparedTransactionOverTheLossOfOnePrimaryAfterAnother() throws SQLException {
        try (ReplicatedPostgres servers = ReplicatedPostgres.start(WORK, 1)) {
            PhysicalDatabase first = servers.primary("pets");
            PhysicalDatabase second = servers.replica(0, "pets");
            String hosts = servers.hosts("pets", "targetServerType=primary");
            PhysicalDatabase anyPrimary = new PhysicalDatabase(hosts, first.username(), first.password());
            first.execute("create table pet (id int primary key)");
            prepare(first, "insert into pet values (1)", "one");

            servers.killPrimary();
            servers.startPrimary();
            servers.awaitCaughtUp(0);
            assertThat(first.count("pg_prepared_xacts")).isOne();

            servers.killPrimary();
            assertThatThrownBy(first::tables).hasMessageContaining("refused");
            servers.promote(0);
            second.execute("insert into pet values (2)");
            assertThat(anyPrimary.rows("select id from pet")).containsExactly(List.of(2));
            servers.failedOver();
            assertThat(servers.primary("pets")).isEqualTo(second);
            assertThat(servers.replica(0, "pets")).isEqualTo(first);
            assertThatThrownBy(() -> first.execute("delete from pet")).hasMessageContaining("read-only");

            servers.killPrimary();
            servers.promote(0);
            assertThat(anyPrimary.rows("select id from pet")).containsExactly(List.of(2));
            first.execute("commit prepared 'one'");
            servers.failedOver();
            assertThat(second.count("pet")).isEqualTo(2);
        }
    }

    private static void prepare(PhysicalDatabase database, String sql, String name) throws SQLException {
        try (Connection connection =
                DriverManager.getConnection(database.url(), database.username(), database.password())) {
            connection.setAutoCommit(false);
            connection.createStatement().execute(sql);
            connection.createStatement().execute("prepare transaction '" + name + "'");
        }
    }
}
