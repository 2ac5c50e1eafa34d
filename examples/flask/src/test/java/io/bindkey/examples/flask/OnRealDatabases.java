// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.flask;

import io.bindkey.it.databases.RunningDatabase;
import io.bindkey.it.databases.RunningMariaDb;
import io.bindkey.it.databases.RunningPostgres;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Runs the same program with PostgreSQL as the default bind and MariaDB as {@code auth}; {@code meta} stays with SQLite.
 * System properties override {@code microprofile-config.properties}.
 */
public final class OnRealDatabases {

    private static final Path FOLDER = Path.of("target", "databases");

    private OnRealDatabases() {}

    public static void main(String... args) throws IOException, SQLException {
        run(System.out);
    }

    static void run(PrintStream out) throws IOException, SQLException {
        Properties before = (Properties) System.getProperties().clone();
        try (RunningPostgres postgres = RunningPostgres.start(FOLDER);
                RunningMariaDb mariaDb = RunningMariaDb.start(FOLDER)) {
            configure("default", postgres, "harbour");
            configure("auth", mariaDb, "sailors");
            Harbour.run(out);
        } finally {
            System.setProperties(before);
        }
    }

    private static void configure(String bind, RunningDatabase server, String database) {
        System.setProperty("binds." + bind + ".url", server.url(database));
        System.setProperty("binds." + bind + ".username", server.username());
        System.setProperty("binds." + bind + ".password", server.password());
    }
}
