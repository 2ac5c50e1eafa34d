// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;

import io.bindkey.it.databases.PhysicalDatabase;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** The contract on three products at a time. */
@Tag("slow")
class RoutingOnRealDatabasesTest {

    @TempDir
    static Path folder;

    @Nested
    class DefaultOnPostgresMetaOnSqliteAuthOnMariaDb extends RoutingContract {

        @Override
        Map<String, PhysicalDatabase> databases() {
            return Map.of(
                    DEFAULT, Servers.postgres().physical("routing_default"),
                    META, PhysicalDatabase.of("jdbc:sqlite:" + folder.resolve("meta.db")),
                    AUTH, Servers.mariaDb().physical("routing_auth"));
        }
    }

    @Nested
    class DefaultOnH2MetaOnPostgresAuthOnSqlite extends RoutingContract {

        @Override
        Map<String, PhysicalDatabase> databases() {
            return Map.of(
                    DEFAULT, Application.freshH2(DEFAULT),
                    META, Servers.postgres().physical("routing_meta"),
                    AUTH, PhysicalDatabase.of("jdbc:sqlite:" + folder.resolve("auth.db")));
        }
    }
}
