// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class RealDatabasesTest {

    /** With a blank, as many a checkout's folder has, and which one of MariaDB's scripts does not bear. */
    private static final Path WORK = Path.of("target", "real databases");

    @Test
    void postgresRunsUntilClosed() throws IOException {
        RunningPostgres postgres = RunningPostgres.start(WORK);
        ServerProcess process;
        String url;
        try (postgres) {
            process = postgres.process();
            url = postgres.url("first");

            servesTwoDatabases(postgres);
            listensOnOneAddressOnly(url);
            refusesWrongPassword(postgres);
            assertThat(postgres.physical("first").rows("show max_prepared_transactions"))
                    .containsExactly(List.of("20"));
            assertThat(postgres.physical("first").rows("show server_version")).containsExactly(List.of("18.6"));
        }

        isGone(process, url);
        postgres.close();
    }

    @Test
    void mariaDbRunsUntilClosed() throws IOException {
        RunningMariaDb mariaDb = RunningMariaDb.start(WORK);
        ServerProcess process;
        String url;
        try (mariaDb) {
            process = mariaDb.process();
            url = mariaDb.url("first");

            servesTwoDatabases(mariaDb);
            listensOnOneAddressOnly(url);
            refusesWrongPassword(mariaDb);
            assertThat(mariaDb.physical("first").rows("select version()")).containsExactly(List.of("11.4.5-MariaDB"));
        }

        isGone(process, url);
        mariaDb.close();
    }

    @Test
    @Tag("thorough")
    void liveInTheFolderThatTheyAreGiven(@TempDir Path another) {
        RunningPostgres.start(WORK).close();
        RunningPostgres.start(another).close();

        assertThat(another.resolve("binaries/postgresql")).isNotEmptyDirectory();
        assertThat(another.resolve("runs")).isEmptyDirectory();
    }

    @Test
    @Tag("thorough")
    void startAgainWhereTheyWereWithTheirData() throws IOException {
        try (RunningPostgres postgres = RunningPostgres.start(WORK);
                RunningMariaDb mariaDb = RunningMariaDb.start(WORK)) {
            for (RunningDatabase server : List.of(postgres, mariaDb)) {
                PhysicalDatabase database = server.physical("first");
                database.execute("create table pet (id int primary key)");

                server.restart();

                assertThat(database.tables()).containsExactly("pet");
                assertThat(server.physical("second").tables()).isEmpty();
            }
            assertThat(postgres.process().isRunning()).isTrue();
            assertThat(mariaDb.process().isRunning()).isTrue();
        }
    }

    @Test
    @Tag("thorough")
    void endWithTheJvmThatForgotToCloseThem() throws Exception {
        List<Long> pids = AbandonedServers.leftBy("exit", WORK);

        assertThat(pids).hasSize(2).noneMatch(RealDatabasesTest::isRunning);
    }

    @Tag("thorough")
    @Test
    void areEndedByTheNextStartWhenTheirJvmWasKilled() throws Exception {
        List<Long> pids = AbandonedServers.leftBy("halt", WORK);
        assertThat(pids).hasSize(2).allMatch(RealDatabasesTest::isRunning);

        RunningPostgres.start(WORK).close();

        assertThat(pids).noneMatch(RealDatabasesTest::isRunning);
    }

    @Test
    @Tag("thorough")
    void areLeftAloneByOtherBuilds() throws Exception {
        try (RunningPostgres first = RunningPostgres.start(WORK);
                RunningPostgres second = RunningPostgres.start(WORK)) {
            AbandonedServers.leftBy("exit", WORK);

            assertThat(first.process().isRunning()).isTrue();
            assertThat(second.process().isRunning()).isTrue();
        }
    }

    private static boolean isRunning(long pid) {
        return ProcessHandle.of(pid)
                .map(ServerProcess::new)
                .filter(ServerProcess::isRunning)
                .isPresent();
    }

    private static void servesTwoDatabases(RunningDatabase server) {
        PhysicalDatabaseTest.looksInto(server.physical("first"));
        PhysicalDatabase second = server.physical("second");
        assertThat(second.tables()).isEmpty();
        second.execute("create table invoice (id int primary key)");

        assertThat(server.physical("first").tables()).containsExactly("pet");
        assertThat(server.physical("second").tables()).containsExactly("invoice");
        assertThat(second.count("invoice")).isZero();
    }

    private static void refusesWrongPassword(RunningDatabase server) {
        assertThatThrownBy(() -> new PhysicalDatabase(server.url("first"), server.username(), "guessed").tables())
                .hasMessageMatching("(?s)list tables failed on .*(password authentication failed|Access denied).*");
    }

    /** Every address that starts with 127 reaches this machine, so what listens on all of them answers on the second. */
    private static void listensOnOneAddressOnly(String url) throws IOException {
        connect("127.0.0.1", url);
        assertThatThrownBy(() -> connect("127.0.0.2", url)).isInstanceOf(ConnectException.class);
    }

    private static void isGone(ServerProcess process, String url) {
        assertThat(process.isRunning()).isFalse();
        assertThatThrownBy(() -> connect("127.0.0.1", url)).isInstanceOf(ConnectException.class);
    }

    private static void connect(String address, String url) throws IOException {
        int port = URI.create(url.substring("jdbc:".length())).getPort();
        new Socket(InetAddress.getByName(address), port).close();
    }
}
