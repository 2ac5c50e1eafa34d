// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema;

import static io.bindkey.it.schema.SchemaApplication.ECLIPSE;
import static io.bindkey.it.schema.SchemaApplication.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.SchemaReport.Action;
import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.schema.foreign.Customer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What EclipseLink can: create, drop, recreate and script. */
@Tag("later")
class EclipseLinkTest {

    @Test
    void onH2() {
        works(SchemaApplication.freshH2());
    }

    @Test
    @Tag("slow")
    void onPostgres() {
        works(Servers.postgres());
    }

    @Test
    @Tag("slow")
    void onMariaDb() {
        works(Servers.mariaDb());
    }

    @Test
    void onH2ByDataSource() {
        PhysicalDatabase database = SchemaApplication.freshH2();
        works(database, SchemaApplication.onDataSource(ECLIPSE, database));
    }

    @Test
    @Tag("slow")
    void onPostgresByDataSource() {
        PhysicalDatabase database = Servers.postgres();
        works(database, SchemaApplication.onDataSource(ECLIPSE, database));
    }

    @Test
    @Tag("slow")
    void onMariaDbByDataSource() {
        PhysicalDatabase database = Servers.mariaDb();
        works(database, SchemaApplication.onDataSource(ECLIPSE, database));
    }

    @Test
    void aDataSourceGetsItsTablesAtStart() {
        PhysicalDatabase database = SchemaApplication.freshH2();
        try (SchemaApplication app = byEclipseLink(SchemaApplication.onDataSource(ECLIPSE, database))
                .with("binds.eclipse.schema.strategy", "create")
                .start()) {
            app.inTransaction(em -> em.persist(new Customer("Ada")));
        }
        assertThat(database.count("customer")).isEqualTo(1);
    }

    @Test
    void aDataSourceGetsItsTablesAtFirstUse() {
        PhysicalDatabase database = SchemaApplication.freshH2();
        try (SchemaApplication app = byEclipseLink(SchemaApplication.onDataSource(ECLIPSE, database))
                .with("binds.eclipse.schema.strategy", "create")
                .with("binds.eclipse.start", "lazy")
                .start()) {
            assertThat(database.tables()).isEmpty();
            assertThatThrownBy(() -> app.schema().script(Action.CREATE))
                    .hasMessageContaining("BINDKEY-168")
                    .hasMessageContaining("binds.eclipse.properties.\"jakarta.persistence.database-product-name\"");
            app.inTransaction(em -> em.persist(new Customer("Ada")));
            assertThat(only(app.schema().script(Action.CREATE)).statements())
                    .anyMatch(sql -> sql.matches("(?is)create table customer.*"));
        }
        assertThat(database.count("customer")).isEqualTo(1);
    }

    private static SchemaApplication.Builder byEclipseLink(SchemaApplication.Builder builder) {
        return builder.with("binds.eclipse.provider", "org.eclipse.persistence.jpa.PersistenceProvider")
                .with("binds.eclipse.properties.\"eclipselink.logging.level\"", "OFF")
                .mayDrop();
    }

    private static void works(PhysicalDatabase database) {
        works(database, SchemaApplication.on(ECLIPSE, database));
    }

    private static void works(PhysicalDatabase database, SchemaApplication.Builder builder) {
        database.execute("create table nobodys (id integer primary key)");
        database.execute("insert into nobodys values (1)");
        try (SchemaApplication app = byEclipseLink(builder).start()) {
            assertThat(only(app.schema().script(Action.CREATE)).statements())
                    .anyMatch(sql -> sql.matches("(?is)create table customer.*"))
                    .anyMatch(sql -> sql.matches("(?is)alter table customer.*foreign key.*"));
            assertThat(only(app.schema().script(Action.DROP)).statements())
                    .anyMatch(sql -> sql.matches("(?is)drop table customer.*"));

            assertThat(only(app.schema().create().outcomes()).tables()).anyMatch("customer"::equalsIgnoreCase);
            app.inTransaction(em -> {
                Customer ada = new Customer("Ada");
                ada.recommendedBy = ada;
                em.persist(ada);
            });
            assertThat(only(app.schema().create().outcomes()).statements()).isEmpty();
            assertThat(database.count("customer")).isEqualTo(1);

            app.schema().recreate();
            assertThat(database.count("customer")).isZero();
            app.inTransaction(em -> em.persist(new Customer("Bob")));

            app.schema().drop();
            assertThat(database.tables()).containsExactly("nobodys");
            assertThat(only(app.schema().drop().outcomes()).statements()).isEmpty();
            assertThat(database.count("nobodys")).isEqualTo(1);

            assertThatThrownBy(() -> app.schema().truncate())
                    .hasMessageContainingAll(
                            "BINDKEY-164", "SchemaOps.truncate()", "EclipseLink create, drop and script");
            assertThat(only(app.schema().validate().outcomes()).failure().orElseThrow())
                    .hasMessageStartingWith("BINDKEY-164");
        }
    }
}
