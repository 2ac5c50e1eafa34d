// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.cluster;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One server of the cluster, on 127.0.0.1 alone. */
final class Node {

    /** Holds the id of its process. */
    static final String PID = "pid";

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Packages packages;
    private final Path folder;
    private final int number;
    private final String password;
    private final int port = freePort();
    private final int group = freePort();
    private final int increments = freePort();
    private final int transfer = freePort();

    private @Nullable Process process;

    Node(Packages packages, Path folder, int number, String password) {
        this.packages = packages;
        this.folder = folder;
        this.number = number;
        this.password = password;
    }

    static String madeUpPassword() {
        return UUID.randomUUID().toString();
    }

    private static int freePort() {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    int port() {
        return port;
    }

    /** {@return where the others find it} */
    String address() {
        return "127.0.0.1:" + group;
    }

    /** Makes its system tables, and the one user, who may do everything from this machine. */
    void install() throws IOException, InterruptedException {
        Files.createDirectories(folder.resolve("tmp"));
        Path accounts = Files.writeString(folder.resolve("accounts.sql"), """
                flush privileges;
                create user 'it'@'127.0.0.1' identified by '%s';
                grant all privileges on *.* to 'it'@'127.0.0.1' with grant option;
                create database users;
                """.formatted(password));
        Process installation = packages.program(
                        "mariadb-install-db",
                        List.of(
                                "--no-defaults",
                                "--basedir=" + packages.base(),
                                "--datadir=" + folder.resolve("data"),
                                "--skip-name-resolve",
                                "--skip-test-db",
                                "--force",
                                "--extra-file=" + accounts))
                .redirectOutput(folder.resolve("install.log").toFile())
                .start();
        if (installation.waitFor() != 0) {
            throw new IllegalStateException(Files.readString(folder.resolve("install.log")));
        }
    }

    /**
     * Starts it, and returns when it takes part.
     *
     * @param others addresses of those that it joins; without any it is the first
     */
    void start(List<String> others) throws IOException, InterruptedException {
        launch(others);
        if (!takesPart()) {
            // Seen on a busy machine: the transfer of the data fails, and succeeds when it is begun again.
            kill();
            launch(others);
            if (!takesPart()) {
                throw new IllegalStateException("Node " + number + " does not start, see " + folder.resolve("log"));
            }
        }
    }

    private void launch(List<String> others) throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "--no-defaults",
                "--basedir=" + packages.base(),
                "--datadir=" + folder.resolve("data"),
                "--tmpdir=" + folder.resolve("tmp"),
                "--pid-file=" + folder.resolve(PID),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                // Its path may have 107 characters only.
                "--socket=",
                "--skip-name-resolve",
                "--innodb-log-file-size=16M",
                "--innodb-buffer-pool-size=32M",
                "--debug-no-sync",
                "--binlog-format=ROW",
                "--innodb-autoinc-lock-mode=2",
                "--wsrep-on=1",
                "--wsrep-provider=" + packages.provider(),
                "--wsrep-cluster-name=bindkey",
                "--wsrep-cluster-address=gcomm://" + String.join(",", others),
                "--wsrep-node-address=127.0.0.1",
                "--wsrep-node-name=n" + number,
                "--wsrep-sst-method=rsync",
                "--wsrep-sst-receive-address=127.0.0.1:" + transfer,
                "--wsrep-slave-threads=2",
                "--wsrep-provider-options=base_port=" + group + ";gmcast.listen_addr=tcp://127.0.0.1:" + group
                        + ";ist.recv_addr=127.0.0.1:" + increments + ";gcache.size=16M"));
        process = packages.program("mariadbd", options)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    private boolean takesPart() throws InterruptedException {
        Process started = process;
        Instant deadline = Instant.now().plus(PATIENCE);
        while (started != null && started.isAlive() && Instant.now().isBefore(deadline)) {
            try {
                if (value("show status like 'wsrep_local_state_comment'", 2).equals("Synced")) {
                    return true;
                }
            } catch (SQLException notYet) {
                // It gets the data of another one.
            }
            Thread.sleep(100);
        }
        return false;
    }

    /** {@return one value of the first row, on a new connection, with nothing waited for} */
    String value(String sql, int column) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(column)) : "";
        }
    }

    String value(String sql) throws SQLException {
        return value(sql, 1);
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connect() throws SQLException {
        return connect("users");
    }

    Connection connect(String database) throws SQLException {
        return DriverManager.getConnection("jdbc:mariadb://127.0.0.1:" + port + "/" + database, "it", password);
    }

    /** Ends it as a failing machine would. */
    void kill() throws InterruptedException {
        Process started = process;
        if (started != null) {
            started.destroyForcibly().waitFor();
        }
    }
}
