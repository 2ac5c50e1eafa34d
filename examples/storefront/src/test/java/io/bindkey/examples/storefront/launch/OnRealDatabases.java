// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.launch;

import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.databases.ReplicatedPostgres;
import io.bindkey.it.databases.RunningMariaDb;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The same with PostgreSQL and a replica of it for the orders, and with MariaDB for the customers. */
public final class OnRealDatabases {

    private OnRealDatabases() {}

    public static void main(String... args) throws IOException, InterruptedException {
        Path folder = RunningStorefront.folder().resolve("databases");
        ReplicatedPostgres postgres = ReplicatedPostgres.start(folder, 1);
        RunningMariaDb mariaDb = RunningMariaDb.start(folder);
        Storefront.run(Map.of("default", new Orders(postgres), "auth", new Customers(mariaDb)));
    }

    /** Reports are read from the replica. Stopping it stops the primary alone, so reports are read on. */
    private static final class Orders implements Database {

        private final ReplicatedPostgres servers;
        private final PhysicalDatabase primary;
        private final String replica;
        private boolean runs = true;

        Orders(ReplicatedPostgres servers) {
            this.servers = servers;
            this.primary = servers.primary("shop");
            this.replica = servers.replica(0, "shop").url();
        }

        @Override
        public String url() {
            return primary.url();
        }

        @Override
        public String username() {
            return primary.username();
        }

        @Override
        public String password() {
            return primary.password();
        }

        @Override
        public Map<String, String> more() {
            return Map.of("replicas.r1.url", replica);
        }

        @Override
        public synchronized boolean runs() {
            return runs;
        }

        @Override
        public synchronized void stop() {
            if (runs) {
                servers.killPrimary();
                runs = false;
            }
        }

        @Override
        public synchronized void start() {
            if (!runs) {
                servers.startPrimary();
                runs = true;
            }
        }

        @Override
        public void close() {
            servers.close();
        }
    }

    private static final class Customers implements Database {

        private final RunningMariaDb server;
        private final String url;
        private boolean runs = true;

        Customers(RunningMariaDb server) {
            this.server = server;
            this.url = server.url("customers");
        }

        @Override
        public String url() {
            return url;
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
        public synchronized boolean runs() {
            return runs;
        }

        @Override
        public synchronized void stop() {
            if (runs) {
                server.kill();
                runs = false;
            }
        }

        @Override
        public synchronized void start() {
            if (!runs) {
                server.startAgain();
                runs = true;
            }
        }

        @Override
        public void close() {
            server.close();
        }
    }
}
