// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema;

import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.databases.RunningDatabase;
import io.bindkey.it.databases.RunningMariaDb;
import io.bindkey.it.databases.RunningPostgres;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** One server of each product for all tests of this JVM, started when it is first asked for; it ends with the JVM. */
final class Servers {

    private static final Path WORK = Path.of("..", "databases", "target", "real databases");
    private static final AtomicInteger DATABASES = new AtomicInteger();

    private Servers() {}

    /** An empty database of its own. */
    static PhysicalDatabase postgres() {
        return Postgres.SERVER.physical("schema_" + DATABASES.incrementAndGet());
    }

    /** An empty database of its own. */
    static PhysicalDatabase mariaDb() {
        return MariaDb.SERVER.physical("schema_" + DATABASES.incrementAndGet());
    }

    private static final class Postgres {
        static final RunningDatabase SERVER = RunningPostgres.start(WORK);
    }

    private static final class MariaDb {
        static final RunningDatabase SERVER = RunningMariaDb.start(WORK);
    }
}
