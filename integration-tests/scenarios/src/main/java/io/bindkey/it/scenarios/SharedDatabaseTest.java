// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import io.bindkey.it.databases.PhysicalDatabase;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

class SharedDatabaseTest {

    @Nested
    class OnH2 extends SharedDatabaseContract {
        @Override
        PhysicalDatabase database() {
            return Application.freshH2("shared");
        }
    }

    @Nested
    class OnSqlite extends SharedDatabaseContract {

        @TempDir
        Path folder;

        @Override
        PhysicalDatabase database() {
            return PhysicalDatabase.of("jdbc:sqlite:" + folder.resolve("shared.db"));
        }

        /** SQLite has no sequences, so a table stands in for one. */
        @Override
        Set<String> defaultTables() {
            return Set.of("person", "person_seq", "orders", "order_item", "announcement");
        }
    }

    @Nested
    @Tag("slow")
    class OnPostgres extends SharedDatabaseContract {
        @Override
        PhysicalDatabase database() {
            return Servers.postgres().physical("shared");
        }
    }

    @Nested
    @Tag("slow")
    class OnMariaDb extends SharedDatabaseContract {
        @Override
        PhysicalDatabase database() {
            return Servers.mariaDb().physical("shared");
        }
    }
}
