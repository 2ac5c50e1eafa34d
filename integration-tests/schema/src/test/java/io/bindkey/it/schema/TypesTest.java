// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema;

import static io.bindkey.it.schema.SchemaApplication.DEPOT;
import static io.bindkey.it.schema.SchemaApplication.STORE;
import static io.bindkey.it.schema.SchemaApplication.TYPES;
import static io.bindkey.it.schema.SchemaApplication.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.SchemaDifference;
import io.bindkey.SchemaDifference.Kind;
import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.schema.depot.Barrel;
import io.bindkey.it.schema.store.Crate;
import io.bindkey.it.schema.types.Paint;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Types of the database's own, schemas and catalogs, where a product has them. */
class TypesTest {

    @Test
    @Tag("slow")
    void anEnumTypeOnPostgres() {
        PhysicalDatabase database = Servers.postgres();
        try (SchemaApplication app =
                SchemaApplication.on(TYPES, database).mayDrop().start()) {
            for (int i = 0; i < 2; i++) {
                app.schema().create();
                assertThat(app.schema().create().outcomes().get(0).statements()).isEmpty();
                assertThat(app.schema().validate().differences()).isEmpty();
                app.inTransaction(em -> em.persist(new Paint()));
                assertThat(database.count("paint")).isEqualTo(1);

                // The type stays behind, as after a restore of tables alone.
                database.execute("drop table paint");
                app.schema().create();
                assertThat(app.schema().validate().differences()).isEmpty();

                app.schema().drop();
                assertThat(database.tables()).isEmpty();
            }
        }
    }

    /** PostgreSQL alone would drop the column of others together with the type. */
    @Test
    @Tag("slow")
    void aTypeThatOthersUseStays() {
        PhysicalDatabase database = Servers.postgres();
        try (SchemaApplication app =
                SchemaApplication.on(TYPES, database).mayDrop().start()) {
            app.schema().create();
            database.execute("create table others (id integer, colour Colour)");
            database.execute("insert into others values (1, 'RED')");

            app.schema().drop();
            assertThat(database.tables()).containsExactly("others");
            assertThat(only(database.rows("select colour from others")).get(0)).isEqualTo("RED");

            app.schema().recreate();
            assertThat(app.schema().validate().differences()).isEmpty();
            database.execute("drop table others");
            app.schema().drop();
            assertThat(database.rows("select 1 from pg_type where typname = 'colour'"))
                    .isEmpty();
        }
    }

    @Test
    void aSchemaOnH2() {
        namespace(STORE, SchemaApplication.freshH2(), new Crate(), "warehouse.crate");
    }

    @Test
    @Tag("slow")
    void aSchemaOnPostgres() {
        namespace(STORE, Servers.postgres(), new Crate(), "warehouse.crate");
    }

    @Test
    @Tag("slow")
    void aCatalogOnMariaDb() {
        PhysicalDatabase database = Servers.mariaDb();
        namespace(DEPOT, database, new Barrel(), "bindkey_depot.barrel");
    }

    private static void namespace(String key, PhysicalDatabase database, Object entity, String table) {
        // One of the same name elsewhere is not ours.
        String simpleName = table.substring(table.indexOf('.') + 1);
        database.execute("create table " + simpleName + " (id integer)");
        SchemaApplication.Builder builder =
                SchemaApplication.on(key, database).mayDrop().with("binds." + key + ".schema.create-schemas", "true");
        try (SchemaApplication app = builder.start()) {
            assertThat(app.schema().validate().differences())
                    .extracting(SchemaDifference::kind)
                    .contains(Kind.MISSING_TABLE);
            app.schema().create();
            assertThat(app.schema().create().outcomes().get(0).statements()).isEmpty();
            assertThat(app.schema().validate().differences()).isEmpty();
            app.inTransaction(em -> em.persist(entity));
            assertThat(database.count(table)).isEqualTo(1);

            app.schema().truncate();
            assertThat(database.count(table)).isZero();
            app.schema().recreate();
            app.schema().drop();
            assertThat(app.schema().drop().outcomes().get(0).statements()).isEmpty();
            assertThat(database.count(simpleName)).isZero();
        }
    }
}
