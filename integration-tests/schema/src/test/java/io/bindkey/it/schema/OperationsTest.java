// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema;

import io.bindkey.it.databases.PhysicalDatabase;
import java.nio.file.Path;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Every operation on every database. */
class OperationsTest {

    @Nested
    class OnH2 extends OperationsContract {
        @Override
        PhysicalDatabase database() {
            return SchemaApplication.freshH2();
        }
    }

    @Nested
    @Tag("slow")
    class OnSqlite extends OperationsContract {

        @TempDir
        Path folder;

        @Override
        PhysicalDatabase database() {
            return PhysicalDatabase.of("jdbc:sqlite:" + folder.resolve("schema.db"));
        }

        /** It has none. */
        @Override
        boolean hasSequences() {
            return false;
        }
    }

    @Nested
    @Tag("slow")
    class OnPostgres extends OperationsContract {
        @Override
        PhysicalDatabase database() {
            return Servers.postgres();
        }
    }

    @Nested
    @Tag("slow")
    class OnMariaDb extends OperationsContract {
        @Override
        PhysicalDatabase database() {
            return Servers.mariaDb();
        }

        @Override
        String quoted(String name) {
            return "`" + name + "`";
        }
    }

    @Nested
    @Tag("slow")
    @Tag("matrix")
    class OnH2ByDataSource extends OnH2 {
        @Override
        boolean byDataSource() {
            return true;
        }
    }

    @Nested
    @Tag("slow")
    @Tag("thorough")
    class OnSqliteByDataSource extends OnSqlite {
        @Override
        boolean byDataSource() {
            return true;
        }
    }

    @Nested
    @Tag("slow")
    @Tag("thorough")
    class OnPostgresByDataSource extends OnPostgres {
        @Override
        boolean byDataSource() {
            return true;
        }
    }

    @Nested
    @Tag("slow")
    @Tag("matrix")
    class OnMariaDbByDataSource extends OnMariaDb {
        @Override
        boolean byDataSource() {
            return true;
        }
    }
}
