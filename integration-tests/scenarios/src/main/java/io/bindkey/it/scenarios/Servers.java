// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import io.bindkey.it.databases.RunningDatabase;
import io.bindkey.it.databases.RunningMariaDb;
import io.bindkey.it.databases.RunningPostgres;
import java.nio.file.Path;

/** One server of each product for all tests of this JVM, started when it is first asked for; it ends with the JVM. */
final class Servers {

    /** Shared by the platforms, for the unpacked binaries are large. */
    private static final Path WORK = Path.of("..", "databases", "target", "real databases");

    private Servers() {}

    static RunningDatabase postgres() {
        return Postgres.SERVER;
    }

    static RunningDatabase mariaDb() {
        return MariaDb.SERVER;
    }

    private static final class Postgres {
        static final RunningDatabase SERVER = RunningPostgres.start(WORK);
    }

    private static final class MariaDb {
        static final RunningDatabase SERVER = RunningMariaDb.start(WORK);
    }
}
