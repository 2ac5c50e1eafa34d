// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.databases;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A MariaDB server and replicas that follow it by GTID, all on 127.0.0.1 alone. The user of its databases may do
 * everything but write on a read-only server. For one thread at a time.
 */
public final class ReplicatedMariaDb implements AutoCloseable {

    /** The primary first, then the replicas. */
    private final List<MariaDbServer> servers = new ArrayList<>();

    private final Credentials user = Credentials.madeUp();

    /** By whom servers follow each other and change their roles. */
    private final Credentials operator = Credentials.madeUp("operator");

    private ReplicatedMariaDb() {}

    /**
     * Starts a primary and its replicas, which keep everything in the given folder, where their unpacked binaries stay
     * for the next ones. Replicas follow from the first transaction on.
     */
    public static ReplicatedMariaDb start(Path workFolder, int replicas) {
        ReplicatedMariaDb replicated = new ReplicatedMariaDb();
        try {
            WorkFolder work = WorkFolder.at(workFolder);
            Progress progress = new Progress("MariaDB " + MariaDbPrograms.VERSION + " with replicas: " + replicas);
            replicated.launchPrimary(work, progress);
            for (int replica = 0; replica < replicas; replica++) {
                progress.step("starting replica " + replica);
                replicated.launchReplica(work, progress);
            }
            progress.ready(replicated.primary().port());
            return replicated;
        } catch (IOException e) {
            replicated.close();
            throw new UncheckedIOException("MariaDB cannot use " + workFolder, e);
        } catch (RuntimeException e) {
            replicated.close();
            throw e;
        }
    }

    /** The database on the primary, created when it is not there. */
    public PhysicalDatabase primary(String databaseName) {
        DatabaseName name = new DatabaseName(databaseName);
        primary().provide(name);
        return primary().database(name);
    }

    /** The database on a replica, counted from 0. Waits until it has arrived there. */
    public PhysicalDatabase replica(int index, String databaseName) {
        DatabaseName name = new DatabaseName(databaseName);
        MariaDbServer replica = replica(index);
        Waiting.until("database " + name + " on replica " + index, () -> !replica.everyDatabase(user)
                .rows("show databases like '" + name + "'")
                .isEmpty());
        return replica.database(name);
    }

    /** Waits until the replica shows all that was committed on the primary so far. */
    public void awaitCaughtUp(int replica) {
        Object written = value(primary(), "@@global.gtid_binlog_pos");
        if (!value(replica(replica), "master_gtid_wait('" + written + "', 60)").equals(0)) {
            throw new IllegalStateException("Replica " + replica + " did not arrive at " + written);
        }
    }

    /** Keeps from the replica's readers what arrives from now on. Returns when that is so. */
    public void pauseReplay(int replica) {
        operate(replica(replica), "stop slave sql_thread");
    }

    /** Shows again what has arrived meanwhile and arrives from now on. */
    public void resumeReplay(int replica) {
        operate(replica(replica), "start slave sql_thread");
    }

    /** Ends the primary as a failing machine would; what has not reached a replica is on no replica. */
    public void killPrimary() {
        primary().kill();
    }

    /** Starts the primary again after {@link #killPrimary()}, as it was. */
    public void startPrimary() {
        primary().startAgain();
    }

    /** Ends a replica as a failing machine would. */
    public void killReplica(int replica) {
        replica(replica).kill();
    }

    /** Starts a replica again after {@link #killReplica(int)}; it follows where it had stopped. */
    public void startReplica(int replica) {
        replica(replica).startAgain();
    }

    /** Lets a replica take writes and follow nobody, with what it shows at this moment. It keeps its number. */
    public void promote(int replica) {
        operate(replica(replica), "stop slave");
        operate(replica(replica), "reset slave all");
        operate(replica(replica), "set global read_only = 0");
    }

    /** Ends all servers and deletes their data; a second call does nothing. */
    @Override
    public void close() {
        servers.forEach(server -> server.run().close());
    }

    List<ServerProcess> processes() {
        return servers.stream().map(MariaDbServer::process).toList();
    }

    private void launchPrimary(WorkFolder work, Progress progress) throws IOException {
        progress.step("starting the primary");
        servers.add(launch(work, progress, List.of()));
    }

    private void launchReplica(WorkFolder work, Progress progress) throws IOException {
        MariaDbServer replica = launch(work, progress, List.of("--read-only=1"));
        servers.add(replica);
        operate(replica, """
                change master to master_host = '127.0.0.1', master_port = %d, master_user = '%s', master_password = '%s',
                master_use_gtid = slave_pos, master_ssl = 0, master_connect_retry = 1
                """.formatted(primary().port(), operator.username(), operator.password()));
        operate(replica, "start slave");
    }

    private MariaDbServer launch(WorkFolder work, Progress progress, List<String> more) throws IOException {
        ServerRun run = work.beginRun("mariadb");
        try {
            List<String> options = new ArrayList<>(List.of(
                    "--server-id=" + (servers.size() + 1),
                    "--log-bin=binlog",
                    "--relay-log=relay",
                    "--gtid-strict-mode=1",
                    "--log-slave-updates=1"));
            options.addAll(more);
            MariaDbPrograms programs = MariaDbPrograms.prepare(work, run, progress);
            MariaDbServer server = new MariaDbServer(programs, run, FreePort.choose(), user, accounts(), options);
            server.start();
            return server;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw run.failed("MariaDB", e);
        } catch (IOException | RuntimeException e) {
            throw run.failed("MariaDB", e);
        }
    }

    private String accounts() {
        // Not for replicas: each server makes its users itself, and two would count the same transaction differently.
        return "set session sql_log_bin = 0;\n"
                + operator.mariaDbAccount()
                + user.mariaDbAccount()
                // Who has it writes on read-only servers.
                + "revoke read_only admin on *.* from " + user.onMariaDb() + ";\n";
    }

    private MariaDbServer primary() {
        return servers.get(0);
    }

    private MariaDbServer replica(int index) {
        return servers.get(index + 1);
    }

    private void operate(MariaDbServer server, String sql) {
        server.everyDatabase(operator).execute(sql);
    }

    private Object value(MariaDbServer server, String expression) {
        return Objects.requireNonNull(
                server.everyDatabase(user).rows("select " + expression).get(0).get(0));
    }
}
