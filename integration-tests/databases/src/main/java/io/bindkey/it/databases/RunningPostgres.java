// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.databases;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import io.zonky.test.db.postgres.embedded.PgBinaryResolver;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A PostgreSQL server, ready for two-phase commit, with UTF-8 databases that sort by code point. */
public final class RunningPostgres implements RunningDatabase {

    private static final String NAME = "PostgreSQL 18.6";
    private static final int PREPARED = 20;

    private final Path binaries;
    private final ServerRun run;
    private final EmbeddedPostgres server;
    private final Credentials credentials;
    private volatile ServerProcess process;

    private RunningPostgres(Path binaries, ServerRun run, EmbeddedPostgres server, Credentials credentials)
            throws IOException {
        this.binaries = binaries;
        this.run = run;
        this.server = server;
        this.process = run.process();
        this.credentials = credentials;
    }

    /** Starts a server that keeps everything in the given folder, where its unpacked binaries stay for the next one. */
    public static RunningPostgres start(Path workFolder) {
        return start(workFolder, PREPARED);
    }

    /** The same, which can prepare so many transactions at a time, or none. */
    public static RunningPostgres start(Path workFolder, int preparedTransactions) {
        try {
            WorkFolder work = WorkFolder.at(workFolder);
            ServerRun run = work.beginRun("postgresql");
            try {
                Progress progress = new Progress(NAME);
                Path binaries = work.binaries("postgresql");
                EmbeddedPostgres server = work.exclusively(() -> launch(binaries, run, progress, preparedTransactions));
                Credentials credentials = Credentials.madeUp();
                demand(credentials, server, run.data());
                progress.ready(server.getPort());
                return new RunningPostgres(binaries, run, server, credentials);
            } catch (IOException | SQLException | RuntimeException e) {
                throw run.failed(NAME, e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(NAME + " cannot use " + workFolder, e);
        }
    }

    @Override
    public synchronized String url(String databaseName) {
        DatabaseName name = new DatabaseName(databaseName);
        PhysicalDatabase maintenance = new PhysicalDatabase(urlOf("postgres"), username(), password());
        if (maintenance
                .rows("select 1 from pg_database where datname = '" + name + "'")
                .isEmpty()) {
            maintenance.execute("create database " + name);
        }
        return urlOf(name.value());
    }

    @Override
    public String username() {
        return credentials.username();
    }

    @Override
    public String password() {
        return credentials.password();
    }

    @Override
    public void restart() {
        control("restart", "-m", "fast");
    }

    @Override
    public void kill() {
        process.kill();
        try {
            PostgresPrograms.removeTraces(run);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while killing " + NAME, e);
        } catch (IOException e) {
            throw new UncheckedIOException(NAME + " cannot be started again", e);
        }
    }

    @Override
    public void startAgain() {
        // It starts what does not run, and unlike a start it keeps the options of the first one, the port among them.
        control("restart", "-t", "120");
    }

    private void control(String... command) {
        List<String> words = new ArrayList<>(List.of(command));
        words.addAll(List.of("-D", run.data().toString(), "-w"));
        try {
            PostgresPrograms.in(binaries).run(run.log(), "pg_ctl", words.toArray(String[]::new));
            process = run.process();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(NAME + " was interrupted as it started again", e);
        } catch (IOException e) {
            throw new UncheckedIOException(NAME + " did not start again", e);
        }
    }

    @Override
    public void close() {
        try (run) {
            // PostgreSQL's own way throws clients out; a plain signal to its process would wait for them to leave.
            server.close();
            // Its way returns a moment before the process is gone, or when five seconds were not enough.
            process.end();
        } catch (IOException e) {
            throw new UncheckedIOException(NAME + " did not stop cleanly", e);
        }
    }

    ServerProcess process() {
        return process;
    }

    private String urlOf(String databaseName) {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + databaseName;
    }

    private static EmbeddedPostgres launch(Path binaries, ServerRun run, Progress progress, int preparedTransactions)
            throws IOException {
        try (var unpacked = Files.newDirectoryStream(binaries, "PG-*")) {
            progress.step(unpacked.iterator().hasNext() ? "starting" : "unpacking and starting");
        }
        EmbeddedPostgres server = builderIn(binaries)
                .setDataDirectory(run.data())
                // The run deletes its whole folder itself.
                .setCleanDataDirectory(false)
                .setOutputRedirector(ProcessBuilder.Redirect.appendTo(run.log().toFile()))
                .setPGStartupWait(Duration.ofMinutes(2))
                .setPort(FreePort.choose())
                .setServerConfig("listen_addresses", "127.0.0.1")
                // Its socket would lie in /tmp.
                .setServerConfig("unix_socket_directories", "")
                // Relative, for a blank in the path would end the value.
                .setServerConfig(
                        "external_pid_file",
                        run.data().relativize(run.pidFile()).toString())
                // Only a machine that fails would notice: what a server has written outlives the end of its process.
                .setServerConfig("fsync", "off")
                .setServerConfig("full_page_writes", "off")
                // zonky has it off: a server that is killed would lose what it has said to be committed.
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_prepared_transactions", String.valueOf(preparedTransactions))
                // Of itself 4096, which each connection would pay for with 10 ms of processor time.
                .setServerConfig("scram_iterations", "1")
                // The same order and the same upper case, whatever languages this machine has.
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .start();
        // zonky lets all the world write here.
        Files.setPosixFilePermissions(binaries, PosixFilePermissions.fromString("rwxr-xr-x"));
        return server;
    }

    private static EmbeddedPostgres.Builder builderIn(Path binaries) {
        // zonky takes the folder that it tidies up from this property alone; its default one belongs to all users.
        System.setProperty("ot.epg.working-dir", binaries.toString());
        try {
            return EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(binaries.toFile())
                    .setPgBinaryResolver(new ProgramsIn(binaries));
        } finally {
            System.clearProperty("ot.epg.working-dir");
        }
    }

    /** Makes the server, which starts by trusting everybody, ask for a password. */
    private static void demand(Credentials credentials, EmbeddedPostgres server, Path data)
            throws IOException, SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create role %s superuser login password '%s'"
                    .formatted(credentials.username(), credentials.password()));
            Files.writeString(data.resolve("pg_hba.conf"), "host all all 127.0.0.1/32 scram-sha-256\n");
            statement.execute("select pg_reload_conf()");
        }
    }

    /** zonky remembers by resolver where it has unpacked, so resolvers are equal where their folder is the same. */
    private record ProgramsIn(Path folder) implements PgBinaryResolver {

        @Override
        public InputStream getPgBinary(String system, String hardware) throws IOException {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, hardware);
        }
    }
}
