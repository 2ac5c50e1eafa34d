// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A second PostgreSQL that follows the first one by streaming, with all of its databases, and ends with this JVM. It stands still
 * when it is told to, as <a
 * href="https://www.postgresql.org/docs/18/functions-admin.html#FUNCTIONS-RECOVERY-CONTROL">an administrator</a> would have it.
 * Safe for use by several threads.
 */
final class PostgresStandby {

    private static final String SLOT = "standby";
    private static final int ATTEMPTS = 1200;

    private final PostgresServer primary;
    private final int port;

    private PostgresStandby(PostgresServer primary, int port) {
        this.primary = primary;
        this.port = port;
    }

    /**
     * Starts it. Returns when it follows.
     *
     * @param program that the first one runs
     * @param data of the first one
     */
    static PostgresStandby start(PostgresServer primary, Path program, Path data) throws Exception {
        ServerDirectory directory = ServerDirectory.ofThisUser();
        Path run = directory.exclusively(() -> directory.run("postgresql"));
        Path copy = run.resolve("data");
        new PostgresCopy(primary, data).to(copy, SLOT);
        PostgresStandby standby = new PostgresStandby(primary, ServerDirectory.freePort());
        standby.configure(copy);
        Path log = run.resolve("server.log");
        run(program, log, "pg_ctl", "start", "-D", copy.toString(), "-w", "-t", "120");
        long pid = Long.parseLong(
                Files.readAllLines(copy.resolve("postmaster.pid")).get(0).strip());
        Guard.watch(pid, "INT");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(program, run, copy, pid), "end replica of tests"));
        standby.await(log);
        standby.catchUp();
        return standby;
    }

    /** What the first one is told as it starts is not in its files; a replica wants at least the same limits. */
    private void configure(Path data) throws IOException {
        Files.createFile(data.resolve("standby.signal"));
        String settings = """
                port = %d
                listen_addresses = '127.0.0.1'
                unix_socket_directories = ''
                fsync = off
                full_page_writes = off
                max_connections = %s
                max_prepared_transactions = %s
                hot_standby_feedback = on
                wal_retrieve_retry_interval = 200ms
                primary_slot_name = '%s'
                primary_conninfo = 'host=127.0.0.1 port=%d user=%s password=%s'
                """.formatted(
                        port,
                        primary.one("show max_connections"),
                        primary.one("show max_prepared_transactions"),
                        SLOT,
                        primary.port(),
                        primary.username(),
                        primary.password());
        Files.writeString(data.resolve("postgresql.auto.conf"), settings, StandardOpenOption.APPEND);
    }

    String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** Shows what was committed so far, and from then on nothing more. */
    void standStill() {
        catchUp();
        one("select pg_wal_replay_pause()::text");
        until("pg_get_wal_replay_pause_state() = 'paused'");
    }

    /** Shows again what is committed. */
    void goOn() {
        one("select pg_wal_replay_resume()::text");
    }

    /** Returns when it shows all that was committed so far, unless it stands still. */
    void catchUp() {
        if (one("select pg_is_wal_replay_paused()::text").equals("false")) {
            // The place of the next insertion may lie behind the header of a page of which nothing is written yet.
            until("pg_last_wal_replay_lsn() >= '" + primary.one("select pg_current_wal_flush_lsn()::text")
                    + "'::pg_lsn");
        }
    }

    private void until(String condition) {
        for (int attempt = 0; !one("select (" + condition + ")::text").equals("true"); attempt++) {
            pause(attempt, condition);
        }
    }

    private void await(Path log) throws IOException {
        for (int attempt = 0; ; attempt++) {
            try {
                one("select 1");
                return;
            } catch (IllegalStateException notYet) {
                if (attempt == ATTEMPTS) {
                    throw new IllegalStateException("it did not start. It said: " + Files.readString(log), notYet);
                }
                pause(attempt, "an answer");
            }
        }
    }

    private static void pause(int attempt, String what) {
        try {
            if (attempt == ATTEMPTS) {
                throw new IllegalStateException("The replica of the tests is waited for in vain: " + what);
            }
            Thread.sleep(attempt < 100 ? 10 : 100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String one(String sql) {
        return DatabaseServer.one(url(primary.first()), primary.username(), primary.password(), sql);
    }

    private static void run(Path program, Path log, String name, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // As zonky does, for PostgreSQL refuses to run as root.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(program.resolveSibling(name).toString());
        command.addAll(List.of(arguments));
        int exitCode = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start()
                .waitFor();
        if (exitCode != 0) {
            throw new IOException("its replica did not start. It said: " + Files.readString(log));
        }
    }

    private static void end(Path program, Path run, Path data, long pid) {
        try {
            run(program, run.resolve("server.log"), "pg_ctl", "stop", "-D", data.toString(), "-m", "immediate", "-w");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException endedAlready) {
            // By the guard.
        } finally {
            Guard.awaitEnd(pid);
            ServerDirectory.delete(run);
        }
    }
}
