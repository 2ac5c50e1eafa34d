// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** A MariaDB server whose databases are {@code utf8mb4}. */
public final class RunningMariaDb implements RunningDatabase {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final MariaDbPrograms programs;
    private final ServerRun run;
    private final int port;
    private final Credentials credentials;

    private RunningMariaDb(MariaDbPrograms programs, ServerRun run, int port, Credentials credentials) {
        this.programs = programs;
        this.run = run;
        this.port = port;
        this.credentials = credentials;
    }

    /** Starts a server that keeps everything in the given folder, where its unpacked binaries stay for the next one. */
    public static RunningMariaDb start(Path workFolder) {
        try {
            WorkFolder work = WorkFolder.at(workFolder);
            ServerRun run = work.beginRun("mariadb");
            try {
                return launch(work, run);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw run.failed("MariaDB", e);
            } catch (IOException | RuntimeException e) {
                throw run.failed("MariaDB", e);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("MariaDB cannot use " + workFolder, e);
        }
    }

    @Override
    public String url(String databaseName) {
        DatabaseName name = new DatabaseName(databaseName);
        everyDatabase().execute("create database if not exists " + name);
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
        try {
            process().end();
            serve();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("MariaDB was interrupted as it started again", e);
        } catch (IOException e) {
            throw new UncheckedIOException("MariaDB did not start again", e);
        }
    }

    @Override
    public void close() {
        run.close();
    }

    ServerProcess process() throws IOException {
        return run.process();
    }

    private String urlOf(String databaseName) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + databaseName;
    }

    private static RunningMariaDb launch(WorkFolder work, ServerRun run) throws IOException, InterruptedException {
        Progress progress = new Progress("MariaDB " + MariaDbPrograms.VERSION);
        MariaDbPrograms programs = work.exclusively(() -> {
            MariaDbPrograms unpacked = MariaDbPrograms.unpackedIn(work, progress);
            unpacked.createSystemTables(run, progress);
            return unpacked;
        });
        progress.step("starting");
        RunningMariaDb server = new RunningMariaDb(programs, run, FreePort.choose(), Credentials.madeUp());
        server.serve();
        progress.ready(server.port);
        return server;
    }

    private void serve() throws IOException, InterruptedException {
        awaitConnections(programs.serve(run, port, credentials));
    }

    private void awaitConnections(Process process) throws InterruptedException {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                everyDatabase().execute("select 1");
                return;
            } catch (IllegalStateException notYet) {
                if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                    throw notYet;
                }
                Thread.sleep(100);
            }
        }
    }

    private PhysicalDatabase everyDatabase() {
        return new PhysicalDatabase(urlOf(""), username(), password());
    }
}
