// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * A PostgreSQL server and replicas that follow it by streaming, all ready for two-phase commit and on 127.0.0.1 alone.
 * What is committed on the primary arrives on a replica a little later. For one thread at a time.
 */
public final class ReplicatedPostgres implements AutoCloseable {

    private static final int NONE = -1;

    /** The primary first, then the replicas. */
    private final List<PostgresServer> servers = new ArrayList<>();

    private int promoted = NONE;

    private ReplicatedPostgres() {}

    /**
     * Starts a primary and its replicas, which keep everything in the given folder, where their unpacked binaries stay
     * for the next ones. Returns when all replicas follow.
     */
    public static ReplicatedPostgres start(Path workFolder, int replicas) {
        ReplicatedPostgres replicated = new ReplicatedPostgres();
        try {
            replicated.launch(WorkFolder.at(workFolder), replicas);
            return replicated;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            replicated.close();
            throw new IllegalStateException(PostgresServer.NAME + " was interrupted as it started", e);
        } catch (IOException e) {
            replicated.close();
            throw new UncheckedIOException(PostgresServer.NAME + " did not start in " + workFolder, e);
        } catch (RuntimeException e) {
            replicated.close();
            throw e;
        }
    }

    /** The database on the primary, created when it is not there. */
    public PhysicalDatabase primary(String databaseName) {
        DatabaseName name = new DatabaseName(databaseName);
        if (!hasDatabase(primary(), name)) {
            primary().maintenance().execute("create database " + name);
        }
        return primary().database(name.value());
    }

    /** The database on a replica, counted from 0. Waits until it has arrived there. */
    public PhysicalDatabase replica(int index, String databaseName) {
        DatabaseName name = new DatabaseName(databaseName);
        PostgresServer replica = replica(index);
        Waiting.until("database " + name + " on replica " + index, () -> hasDatabase(replica, name));
        return replica.database(name.value());
    }

    /**
     * The JDBC URL of a database that names all servers, the primary of now first.
     *
     * @param parameters what follows the question mark, such as {@code targetServerType=primary}
     */
    public String hosts(String databaseName, String parameters) {
        return servers.stream()
                .map(server -> "127.0.0.1:" + server.port())
                .collect(Collectors.joining(
                        ",", "jdbc:postgresql://", "/" + new DatabaseName(databaseName) + "?" + parameters));
    }

    /** Waits until the replica shows all that was committed on the primary so far. */
    public void awaitCaughtUp(int replica) {
        // Not the place of the next insertion: in a new segment, that lies behind a header that is not written before.
        Object written = value(primary(), "pg_current_wal_flush_lsn()::text");
        Waiting.until("replica " + replica + " has replayed " + written, () -> value(
                        replica(replica), "pg_last_wal_replay_lsn() >= '" + written + "'::pg_lsn")
                .equals(true));
    }

    /** Keeps from the replica's readers what arrives from now on. Returns when that is so. */
    public void pauseReplay(int replica) {
        value(replica(replica), "pg_wal_replay_pause()::text");
        Waiting.until(
                "replica " + replica + " has paused",
                () -> value(replica(replica), "pg_get_wal_replay_pause_state()").equals("paused"));
    }

    /** Shows again what has arrived meanwhile and arrives from now on. */
    public void resumeReplay(int replica) {
        value(replica(replica), "pg_wal_replay_resume()::text");
    }

    /** Keeps from the replica what is written from now on, as a lost network would, until it is promoted. */
    public void cutOff(int replica) {
        PhysicalDatabase server = replica(replica).maintenance();
        server.execute("alter system set primary_conninfo = ''");
        server.rows("select pg_reload_conf()");
        Waiting.until("replica " + replica + " is cut off", () -> server.rows(
                        "select from pg_stat_get_wal_receiver() where pid is not null")
                .isEmpty());
    }

    /** Ends the primary as a failing machine would; what has not reached a replica is on no replica. */
    public void killPrimary() {
        primary().kill();
    }

    /** Starts the primary again after {@link #killPrimary()}, as it was. */
    public void startPrimary() {
        primary().start();
    }

    /** Ends a replica as a failing machine would. */
    public void killReplica(int replica) {
        replica(replica).kill();
    }

    /** Starts a replica again after {@link #killReplica(int)}; it follows where it had stopped. */
    public void startReplica(int replica) {
        replica(replica).start();
    }

    /** Lets a replica take writes, and keeps its number until {@link #failedOver()}. Returns when it takes them. */
    public void promote(int replica) {
        if (!value(replica(replica), "pg_promote(true, 30)").equals(true)) {
            throw new IllegalStateException("Replica " + replica + " was not promoted");
        }
        // Replicas are copies of it, with what was set so.
        replica(replica).maintenance().execute("alter system reset primary_conninfo");
        promoted = replica;
    }

    /**
     * Makes the promoted replica the primary from now on. The primary until now follows it with a copy of its data, on
     * its own port and under the number that the promoted one had; so do all other replicas. Returns when they follow.
     */
    public void failedOver() {
        if (promoted == NONE) {
            throw new IllegalStateException("No replica was promoted");
        }
        Collections.swap(servers, 0, promoted + 1);
        promoted = NONE;
        try {
            for (int replica = 0; replica < servers.size() - 1; replica++) {
                if (replica(replica).isRunning()) {
                    // Ahead of the promoted one, it could not follow that as it is.
                    killReplica(replica);
                }
                replicate(replica);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("No new replica", e);
        }
    }

    /** Ends all servers and deletes their data; a second call does nothing. */
    @Override
    public void close() {
        servers.forEach(PostgresServer::close);
    }

    List<ServerProcess> processes() throws IOException {
        List<ServerProcess> processes = new ArrayList<>();
        for (PostgresServer server : servers) {
            processes.add(server.process());
        }
        return processes;
    }

    private void launch(WorkFolder work, int replicas) throws IOException, InterruptedException {
        Progress progress = new Progress(PostgresServer.NAME + " with replicas: " + replicas);
        PostgresPrograms programs = PostgresPrograms.unpackedIn(work);
        Credentials credentials = Credentials.madeUp();
        for (int server = 0; server <= replicas; server++) {
            servers.add(new PostgresServer(programs, work.beginRun("postgresql"), FreePort.choose(), credentials));
        }
        progress.step("starting the primary");
        primary().initialize();
        primary().start();
        for (int replica = 0; replica < replicas; replica++) {
            progress.step("starting replica " + replica);
            replicate(replica);
        }
        progress.ready(primary().port());
    }

    private void replicate(int replica) throws IOException {
        replica(replica).follow(primary());
        replica(replica).start();
        awaitCaughtUp(replica);
    }

    private PostgresServer primary() {
        return servers.get(0);
    }

    private PostgresServer replica(int index) {
        return servers.get(index + 1);
    }

    private static boolean hasDatabase(PostgresServer server, DatabaseName name) {
        return value(server, "exists (select from pg_database where datname = '" + name + "')")
                .equals(true);
    }

    private static Object value(PostgresServer server, String expression) {
        return Objects.requireNonNull(
                server.maintenance().rows("select " + expression).get(0).get(0));
    }
}
