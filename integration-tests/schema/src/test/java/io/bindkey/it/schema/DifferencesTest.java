// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema;

import io.bindkey.it.databases.PhysicalDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Every difference, on every database. */
class DifferencesTest {

    @Nested
    class OnH2 extends DifferencesContract {
        @Override
        PhysicalDatabase database() {
            return SchemaApplication.freshH2();
        }
    }

    @Nested
    @Tag("slow")
    class OnSqlite extends DifferencesContract {

        @TempDir
        Path folder;

        @Override
        PhysicalDatabase database() {
            return PhysicalDatabase.of("jdbc:sqlite:" + folder.resolve("schema.db"));
        }

        /** It has no sequences, and Hibernate gives it no foreign keys. */
        @Override
        boolean hasSequencesAndForeignKeys() {
            return false;
        }

        @Override
        boolean limitsSizes() {
            return false;
        }
    }

    @Nested
    @Tag("slow")
    class OnPostgres extends DifferencesContract {
        @Override
        PhysicalDatabase database() {
            return Servers.postgres();
        }
    }

    @Nested
    @Tag("slow")
    @Tag("matrix")
    class OnMariaDb extends DifferencesContract {
        @Override
        PhysicalDatabase database() {
            return Servers.mariaDb();
        }
    }
}
