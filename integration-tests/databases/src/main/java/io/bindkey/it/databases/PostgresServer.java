// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** One PostgreSQL server of several that replicate: it keeps its folder and its port, whatever happens to its data. */
final class PostgresServer implements AutoCloseable {

    static final String NAME = "PostgreSQL 18.6";

    private static final String OWN_SETTINGS = "server.conf";

    private final PostgresPrograms programs;
    private final ServerRun run;
    private final int port;
    private final Credentials credentials;

    PostgresServer(PostgresPrograms programs, ServerRun run, int port, Credentials credentials) {
        this.programs = programs;
        this.run = run;
        this.port = port;
        this.credentials = credentials;
        // The run's own signal would wait for clients to leave, and this JVM's do so after its hooks only.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop PostgreSQL on " + port));
    }

    int port() {
        return port;
    }

    PhysicalDatabase database(String name) {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/" + name;
        return new PhysicalDatabase(url, credentials.username(), credentials.password());
    }

    PhysicalDatabase maintenance() {
        return database("postgres");
    }

    /** Gives the server data of its own, which nobody reaches without the password. */
    void initialize() throws IOException, InterruptedException {
        Path password = run.temporary().resolve("password");
        Files.writeString(password, credentials.password() + "\n");
        run(
                "initdb",
                "--pgdata=" + run.data(),
                "--username=" + credentials.username(),
                "--pwfile=" + password,
                "--auth=scram-sha-256",
                // Of itself 4096, which each connection would pay for with 10 ms of processor time.
                "--set=scram_iterations=1",
                // The same order and the same upper case, whatever languages this machine has.
                "--encoding=UTF8",
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8",
                "--no-sync");
        Files.delete(password);
        Files.writeString(
                run.data().resolve("postgresql.conf"), "include '" + OWN_SETTINGS + "'\n", StandardOpenOption.APPEND);
        settings(List.of());
    }

    /** Gives the server, which does not run, a copy of what another one holds, and has it follow that one. */
    void follow(PostgresServer primary) throws IOException {
        run.clear();
        String slot = "port_" + port;
        new PostgresBackup(primary.maintenance(), primary.run.data()).copyTo(run.data(), slot);
        Files.createFile(run.data().resolve("standby.signal"));
        settings(List.of(
                "primary_slot_name = '" + slot + "'",
                "primary_conninfo = 'host=127.0.0.1 port=%d user=%s password=%s'"
                        .formatted(primary.port, credentials.username(), credentials.password())));
    }

    /** Returns when the server takes connections. */
    void start() {
        try {
            run("pg_ctl", "start", "-D", run.data().toString(), "-w", "-t", "120");
            // A replica counts as started a moment before it answers.
            Waiting.until("connection to port " + port, this::takesConnections);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(NAME + " was interrupted as it started", e);
        } catch (IOException e) {
            throw new UncheckedIOException(NAME + " did not start", e);
        }
    }

    /** Ends the server as a failing machine would. Returns when nobody listens on its port. */
    void kill() {
        try {
            run.process().kill();
            PostgresPrograms.removeTraces(run);
            Waiting.untilRefused(port);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while killing " + NAME, e);
        } catch (IOException e) {
            throw new UncheckedIOException(NAME + " could not be killed", e);
        }
    }

    ServerProcess process() throws IOException {
        return run.process();
    }

    /** Synchronized, for the JVM may end in the middle of it. */
    @Override
    public synchronized void close() {
        try (run) {
            if (isRunning()) {
                // Throws clients out, and writes nothing more to data that will be deleted.
                run("pg_ctl", "stop", "-D", run.data().toString(), "-m", "immediate", "-w");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException endedMeanwhile) {
            // By the run's signal, for at the end of the JVM both do it at a time; else that signal follows now.
        }
    }

    boolean isRunning() {
        try {
            return run.findProcess().isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean takesConnections() {
        try {
            return !maintenance().rows("select 1").isEmpty();
        } catch (IllegalStateException notYet) {
            return false;
        }
    }

    private void settings(List<String> more) throws IOException {
        String settings = """
                port = %d
                listen_addresses = '127.0.0.1'
                # It would lie in /tmp.
                unix_socket_directories = ''
                external_pid_file = '%s'
                # Only a machine that fails would notice: what a server has written outlives the end of its process.
                fsync = off
                full_page_writes = off
                max_prepared_transactions = 20
                scram_iterations = 1
                shared_buffers = 32MB
                # Within the data, where nothing outlives a server that was killed.
                dynamic_shared_memory_type = mmap
                wal_level = replica
                max_wal_senders = 5
                hot_standby_feedback = on
                # A replica asks again after this time when its primary is gone.
                wal_retrieve_retry_interval = 200ms
                %s
                """.formatted(port, run.data().relativize(run.pidFile()), String.join("\n", more));
        Files.writeString(run.data().resolve(OWN_SETTINGS), settings);
    }

    /** Runs a program, and tells in the server's own words why it failed: the words go with the folder. */
    private void run(String program, String... arguments) throws IOException, InterruptedException {
        try {
            programs.run(run.log(), program, arguments);
        } catch (IOException e) {
            String log = Files.exists(run.log()) ? Files.readString(run.log()) : "nothing";
            throw new IOException(e.getMessage() + ". It said: " + log, e);
        }
    }
}
