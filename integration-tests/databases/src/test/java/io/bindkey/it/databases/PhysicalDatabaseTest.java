// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.databases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhysicalDatabaseTest {

    @Test
    void looksIntoH2() {
        looksInto(PhysicalDatabase.of("jdbc:h2:mem:looksIntoH2;DB_CLOSE_DELAY=-1"));
    }

    @Test
    void looksIntoSqlite(@TempDir Path folder) {
        looksInto(PhysicalDatabase.of("jdbc:sqlite:" + folder.resolve("it.db")));
    }

    @Test
    void findsTablesOfEverySchema() {
        PhysicalDatabase database = PhysicalDatabase.of("jdbc:h2:mem:everySchema;DB_CLOSE_DELAY=-1");

        database.execute("create schema billing");
        database.execute("create table billing.invoice (id int)");
        database.execute("create view billing.overview as select * from billing.invoice");

        assertThat(database.tables()).containsExactly("invoice");
    }

    @Test
    void saysWhichStatementFailedAndWhere() {
        assertThatThrownBy(() -> PhysicalDatabase.of("jdbc:sqlite::memory:").execute("nonsense"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("nonsense failed on jdbc:sqlite::memory:: ");
    }

    static void looksInto(PhysicalDatabase database) {
        assertThat(database.tables()).isEmpty();

        database.execute("create table Pet (id int primary key, name varchar(20))");
        database.execute("insert into Pet values (1, 'Füchslein 🦊'), (2, null)");

        assertThat(database.tables()).containsExactly("pet");
        assertThat(database.count("Pet")).isEqualTo(2);
        assertThat(database.rows("select id, name from Pet order by id"))
                .containsExactly(List.of(1, "Füchslein 🦊"), Arrays.asList(2, null));
    }
}
