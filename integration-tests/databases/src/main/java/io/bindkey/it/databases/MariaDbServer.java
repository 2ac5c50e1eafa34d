// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * One MariaDB server, what it is started with each time, and the user that it is known by.
 *
 * @param accounts SQL that makes the users where they are not there yet
 */
record MariaDbServer(
        MariaDbPrograms programs, ServerRun run, int port, Credentials user, String accounts, List<String> options) {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** The server as one of its users reaches it, in no database. */
    PhysicalDatabase everyDatabase(Credentials anyUser) {
        return new PhysicalDatabase(url(""), anyUser.username(), anyUser.password());
    }

    String url(String databaseName) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + databaseName;
    }

    PhysicalDatabase database(DatabaseName name) {
        return new PhysicalDatabase(url(name.value()), user.username(), user.password());
    }

    /** Creates a database that is not there. */
    void provide(DatabaseName name) {
        everyDatabase(user).execute("create database if not exists " + name);
    }

    /** Starts the server for the first time or again. Returns when it takes connections. */
    void start() throws IOException, InterruptedException {
        Process process = programs.serve(run, port, accounts, options);
        Instant deadline = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                everyDatabase(user).execute("select 1");
                return;
            } catch (IllegalStateException notYet) {
                if (!process.isAlive() || Instant.now().isAfter(deadline)) {
                    throw notYet;
                }
                Thread.sleep(100);
            }
        }
    }

    /** {@link #start()} for a server that has run before. */
    void startAgain() {
        try {
            start();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("MariaDB was interrupted as it started again", e);
        } catch (IOException e) {
            throw new UncheckedIOException("MariaDB did not start again", e);
        }
    }

    /** Ends the server as a failing machine would. Returns when nobody listens on its port. */
    void kill() {
        process().kill();
        Waiting.untilRefused(port);
    }

    ServerProcess process() {
        try {
            return run.process();
        } catch (IOException e) {
            throw new UncheckedIOException("MariaDB does not run", e);
        }
    }
}
