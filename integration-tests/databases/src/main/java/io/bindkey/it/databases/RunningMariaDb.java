// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** A MariaDB server whose databases are {@code utf8mb4}. */
public final class RunningMariaDb implements RunningDatabase {

    private final MariaDbServer server;

    private RunningMariaDb(MariaDbServer server) {
        this.server = server;
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
        server.provide(name);
        return server.url(name.value());
    }

    @Override
    public String username() {
        return server.user().username();
    }

    @Override
    public String password() {
        return server.user().password();
    }

    @Override
    public void restart() {
        process().end();
        server.startAgain();
    }

    @Override
    public void kill() {
        server.kill();
    }

    @Override
    public void startAgain() {
        server.startAgain();
    }

    @Override
    public void close() {
        server.run().close();
    }

    ServerProcess process() {
        return server.process();
    }

    private static RunningMariaDb launch(WorkFolder work, ServerRun run) throws IOException, InterruptedException {
        Progress progress = new Progress("MariaDB " + MariaDbPrograms.VERSION);
        MariaDbPrograms programs = MariaDbPrograms.prepare(work, run, progress);
        progress.step("starting");
        Credentials superuser = Credentials.madeUp();
        MariaDbServer server =
                new MariaDbServer(programs, run, FreePort.choose(), superuser, superuser.mariaDbAccount(), List.of());
        server.start();
        progress.ready(server.port());
        return new RunningMariaDb(server);
    }
}
