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
        }

        assertThat(processes).hasSize(3).noneMatch(ServerProcess::isRunning);
        servers.close();
    }

    @Test
    void keepsAPreparedTransactionOverTheLossOfThePrimary() throws SQLException {
        try (ReplicatedPostgres servers = ReplicatedPostgres.start(WORK, 1)) {
            PhysicalDatabase primary = servers.primary("pets");
            PhysicalDatabase replica = servers.replica(0, "pets");
            primary.execute("create table pet (id int primary key)");
            prepare(primary, "insert into pet values (1)", "one");

            servers.killPrimary();
            servers.startPrimary();
            servers.awaitCaughtUp(0);
            assertThat(primary.count("pg_prepared_xacts")).isOne();

            servers.killPrimary();
            assertThatThrownBy(primary::tables).hasMessageContaining("refused");
            servers.promote(0);

            assertThat(replica.count("pet")).isZero();
            replica.execute("commit prepared 'one'");
            replica.execute("insert into pet values (2)");
            assertThat(replica.count("pet")).isEqualTo(2);
        }
    }

    @Test
    void failsOverAgainAndAgain() throws IOException {
        List<ServerProcess> processes;
        try (ReplicatedPostgres servers = ReplicatedPostgres.start(WORK, 1)) {
            PhysicalDatabase old = servers.primary("pets");
            String all = servers.hosts("pets", "targetServerType=primary");
            PhysicalDatabase anyPrimary = new PhysicalDatabase(all, old.username(), old.password());
            anyPrimary.execute("create table pet (id int primary key)");

            for (int turn = 1; turn <= 3; turn++) {
                anyPrimary.execute("insert into pet values (" + turn + ")");
                servers.awaitCaughtUp(0);
                servers.killPrimary();
                servers.promote(0);
                anyPrimary.execute("insert into pet values (-" + turn + ")");
                servers.failedOver();

                assertThat(servers.primary("pets").count("pet")).isEqualTo(2L * turn);
                assertThat(servers.replica(0, "pets").count("pet")).isEqualTo(2L * turn);
                assertThatThrownBy(() -> servers.replica(0, "pets").execute("delete from pet"))
                        .hasMessageContaining("read-only");
            }
            assertThat(servers.replica(0, "pets")).isEqualTo(old);
            processes = servers.processes();
        }

        assertThat(processes).hasSize(2).noneMatch(ServerProcess::isRunning);
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
