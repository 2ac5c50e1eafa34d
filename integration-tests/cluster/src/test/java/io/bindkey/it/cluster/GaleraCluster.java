// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Three nodes, which end with this process. */
final class GaleraCluster {

    private static final Path WORK = Path.of("target", "galera");

    private static final List<GaleraCluster> RUNNING = new ArrayList<>();

    private final String password = Node.madeUpPassword();
    private final List<Node> nodes = new ArrayList<>();

    private GaleraCluster() {}

    /** {@return the one of this process} Without its programs the test that asks is skipped. */
    static synchronized GaleraCluster shared() throws IOException, InterruptedException {
        if (RUNNING.isEmpty()) {
            RUNNING.add(start());
        }
        return RUNNING.get(0);
    }

    private static GaleraCluster start() throws IOException, InterruptedException {
        Packages packages = Packages.in(WORK.resolve("packages").toAbsolutePath());
        Path work = Files.createDirectories(WORK).toRealPath();
        sweep(work, packages);
        Path run = Files.createTempDirectory(work, "run");
        GaleraCluster cluster = new GaleraCluster();
        Runtime.getRuntime().addShutdownHook(new Thread(cluster::close));
        for (int number = 0; number < 3; number++) {
            Path folder = Files.createDirectories(run.resolve("n" + number));
            Node node = new Node(packages, folder, number, cluster.password);
            cluster.nodes.add(node);
            node.install();
            node.start(cluster.addressesBut(number));
        }
        return cluster;
    }

    /** Ends what a killed build has left behind, and deletes the data of earlier runs. */
    private static void sweep(Path work, Packages packages) throws IOException {
        try (Stream<Path> files = Files.walk(work).filter(file -> !file.startsWith(packages.folder()))) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (file.getFileName().toString().equals(Node.PID)) {
                    ProcessHandle.of(Long.parseLong(Files.readString(file).strip()))
                            .filter(process -> process.info()
                                    .command()
                                    .filter(program -> Path.of(program).startsWith(packages.folder()))
                                    .isPresent())
                            .ifPresent(ProcessHandle::destroyForcibly);
                }
                if (!file.equals(work)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private List<String> addressesBut(int number) {
        return IntStream.range(0, nodes.size())
                .filter(other -> other != number)
                .mapToObj(other -> nodes.get(other).address())
                .toList();
    }

    Node node(int number) {
        return nodes.get(number);
    }

    /** Starts a node that was killed; it gets what it has missed. */
    void restart(int number) throws IOException, InterruptedException {
        node(number).start(addressesBut(number));
    }

    /** {@return a url that lists all nodes, beginning with one} */
    String url(String mode, int first) {
        return IntStream.range(0, nodes.size())
                .mapToObj(i -> "127.0.0.1:" + node((first + i) % nodes.size()).port())
                .collect(Collectors.joining(",", "jdbc:mariadb:" + mode + "://", "/users"));
    }

    /** Returns when all nodes have the database of the tests, and nothing in it. */
    void emptyDatabase() throws SQLException {
        for (int number = 0; number < nodes.size(); number++) {
            try (Connection connection = node(number).connect("information_schema");
                    Statement statement = connection.createStatement()) {
                statement.execute("set session wsrep_sync_wait = 15");
                statement.execute(number == 0 ? "create or replace database users" : "show databases");
            }
        }
    }

    String password() {
        return password;
    }

    private void close() {
        for (Node node : nodes) {
            try {
                node.kill();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
