// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;

/** The databases, the switches, and a server with the application, until it is closed. System properties say which. */
public final class RunningStorefront implements AutoCloseable {

    private static final List<String> BINDS = List.of("default", "audit", "auth", "miles", "rewards");

    private final Map<String, Database> databases = new TreeMap<>();
    private final String password = UUID.randomUUID().toString().substring(0, 8);
    private final int port = Integer.getInteger("storefront.port", 8080);

    /** What was started last ends first. */
    private final Deque<Runnable> ends = new ArrayDeque<>();

    private RunningStorefront(Map<String, Database> others) {
        databases.putAll(others);
        others.values().forEach(database -> ends.push(database::close));
    }

    /** Starts everything on H2. Returns when the page can be seen. */
    public static RunningStorefront start() throws IOException, InterruptedException {
        return start(Map.of());
    }

    /** The same, with other databases for some of the binds, which end with it. */
    static RunningStorefront start(Map<String, Database> others) throws IOException, InterruptedException {
        RunningStorefront storefront = new RunningStorefront(others);
        Runtime.getRuntime().addShutdownHook(new Thread(storefront::close));
        try {
            storefront.launch();
            return storefront;
        } catch (IOException | InterruptedException | RuntimeException e) {
            storefront.close();
            throw e;
        }
    }

    public String address() {
        return "http://127.0.0.1:" + port + "/storefront/";
    }

    /** {@return the password of ann and mia} */
    public String password() {
        return password;
    }

    /** {@return a connection to the database of a bind, beside the application} */
    public Connection connect(String key) throws SQLException {
        return Objects.requireNonNull(databases.get(key)).connect();
    }

    /** {@return where everything of a run lies} */
    static Path folder() {
        return Path.of(property("folder")).toAbsolutePath();
    }

    private static String property(String name) {
        return Objects.requireNonNull(System.getProperty("storefront." + name), name);
    }

    private void launch() throws IOException, InterruptedException {
        refuseTakenPort();
        Path files = folder().resolve("h2");
        Folders.delete(files);
        for (String key : BINDS) {
            if (!databases.containsKey(key)) {
                Database database = new H2Database(key, files);
                ends.push(database::close);
                databases.put(key, database);
            }
        }
        SwitchBoard switches = new SwitchBoard(databases);
        ends.push(switches::close);
        AppServer server = AppServer.of(property("server"), Path.of(property("home")));
        server.prepare(Path.of(property("war")), port);
        RunningServer running =
                new RunningServer(server.command(port), environment(switches), folder().resolve("server.log"));
        ends.push(running::close);
        running.await(address() + "api/products");
    }

    private void refuseTakenPort() throws IOException {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        } catch (IOException e) {
            throw new IOException("Port " + port + " is taken: name another one, as by -Dstorefront.port=8081", e);
        }
    }

    /** Passwords by the environment, which nobody else on this machine can read; arguments everybody can. */
    private Map<String, String> environment(SwitchBoard switches) {
        Map<String, String> environment = new HashMap<>();
        StringBuilder options = new StringBuilder(System.getProperty("storefront.jvm", ""));
        databases.forEach((key, database) -> {
            String prefix = "BINDS_" + key.toUpperCase(Locale.ROOT) + "_";
            environment.put(prefix + "URL", database.url());
            environment.put(prefix + "USERNAME", database.username());
            environment.put(prefix + "PASSWORD", database.password());
            // What has a name of its own, as a replica has, cannot be found in the environment.
            database.more().forEach((name, value) -> options.append(" -Dbinds.%s.%s=%s".formatted(key, name, value)));
        });
        environment.put("JAVA_TOOL_OPTIONS", options.toString().strip());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("STOREFRONT_PORT", String.valueOf(port));
        environment.put("STOREFRONT_SWITCHES", switches.address());
        environment.put("STOREFRONT_DEMO_PASSWORD", password);
        return environment;
    }

    /** Ends everything. A second call does nothing. */
    @Override
    public synchronized void close() {
        while (!ends.isEmpty()) {
            ends.pop().run();
        }
    }
}
