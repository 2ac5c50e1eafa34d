// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.replicas;

import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.databases.ReplicatedPostgres;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Properties;

/** Runs the program on a PostgreSQL and a replica of it, which it starts. System properties tell where they are. */
public final class OnAPair {

    private static final Path FOLDER = Path.of("target", "databases");

    private OnAPair() {}

    public static void main(String... args) {
        run(System.out);
    }

    static void run(PrintStream out) {
        Properties before = (Properties) System.getProperties().clone();
        try (ReplicatedPostgres servers = ReplicatedPostgres.start(FOLDER, 1)) {
            PhysicalDatabase primary = servers.primary("articles");
            PhysicalDatabase replica = servers.replica(0, "articles");
            System.setProperty("binds.default.url", primary.url());
            System.setProperty("binds.default.username", primary.username());
            System.setProperty("binds.default.password", primary.password());
            System.setProperty("binds.default.replicas.r1.url", replica.url());
            Replicas.run(out, new Replicas.Servers() {
                @Override
                public String replica() {
                    return replica.url().replaceFirst(".*:(\\d+)/.*", "$1");
                }

                @Override
                public void stopReplica() {
                    servers.killReplica(0);
                }

                @Override
                public void startReplica() {
                    servers.startReplica(0);
                }
            });
        } finally {
            System.setProperties(before);
        }
    }
}
