// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema;

import static io.bindkey.it.schema.SchemaApplication.NORTH;
import static io.bindkey.it.schema.SchemaApplication.SOUTH;
import static io.bindkey.it.schema.SchemaApplication.only;
import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.SchemaOps;
import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.schema.numbered.NorthCard;
import io.bindkey.it.schema.numbered.NorthLetter;
import io.bindkey.it.schema.numbered.NorthParcel;
import io.bindkey.it.schema.numbered.SouthLetter;
import io.bindkey.it.schema.numbered.SouthParcel;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What providers remember of rows ends with the rows: cached ones are not found any more, and ids begin anew. Two binds on one
 * database, which share their tables.
 */
@Tag("later")
class RememberedRowsTest {

    abstract static class Contract {

        abstract PhysicalDatabase database();

        abstract SchemaApplication.Builder by(SchemaApplication.Builder builder);

        @Test
        void afterTheyWereMadeAnewInBoth() {
            PhysicalDatabase database = database();
            SchemaApplication.Builder builder =
                    SchemaApplication.on(NORTH, database).and(SOUTH, database);
            ends(database, builder, SchemaOps::recreate);
        }

        @Test
        void afterTheyWereRemovedAndMade() {
            PhysicalDatabase database = database();
            SchemaApplication.Builder builder =
                    SchemaApplication.on(NORTH, database).and(SOUTH, database);
            ends(database, builder, schema -> {
                schema.drop();
                schema.create(NORTH);
            });
        }

        /** Nothing but the databases themselves tells that they are one. */
        @Test
        void afterTheyWereMadeAnewThroughTheOtherOne() {
            PhysicalDatabase database = database();
            SchemaApplication.Builder builder =
                    SchemaApplication.on(NORTH, database).andByDataSource(SOUTH, database);
            ends(database, builder, schema -> schema.recreate(NORTH));
        }

        private void ends(PhysicalDatabase database, SchemaApplication.Builder builder, Consumer<SchemaOps> operation) {
            try (SchemaApplication app = by(builder).mayDrop().start()) {
                app.schema().create(NORTH);
                NorthLetter letter = new NorthLetter();
                SouthParcel parcel = new SouthParcel();
                persist(app, letter, new NorthParcel(), new NorthCard());
                persist(app, parcel, new SouthLetter());
                for (int i = 0; i < 2; i++) {
                    assertThat(isThere(app, NorthLetter.class, letter.id)).isTrue();
                    assertThat(isThere(app, SouthParcel.class, parcel.id)).isTrue();
                }

                operation.accept(app.schema());
                assertThat(isThere(app, NorthLetter.class, letter.id)).isFalse();
                assertThat(isThere(app, SouthParcel.class, parcel.id)).isFalse();

                NorthLetter first = new NorthLetter();
                persist(app, first);
                assertThat(first.id).isEqualTo(1);
                for (int i = 0; i < 30; i++) {
                    persist(app, new NorthLetter(), new NorthParcel(), new NorthCard());
                    persist(app, new SouthLetter(), new SouthParcel());
                }
                assertThat(List.of(database.count("letter"), database.count("parcel"), database.count("card")))
                        .containsExactly(61L, 60L, 30L);
            }
        }

        static void persist(SchemaApplication app, Object... entities) {
            app.inTransaction(em -> List.of(entities).forEach(em::persist));
        }

        private static boolean isThere(SchemaApplication app, Class<?> entity, Long id) {
            boolean[] found = new boolean[1];
            app.inTransaction(em -> found[0] = em.find(entity, id) != null);
            return found[0];
        }
    }

    abstract static class ByHibernate extends Contract {

        @Override
        SchemaApplication.Builder by(SchemaApplication.Builder builder) {
            return builder.with("binds-defaults.properties.\"hibernate.cache.use_second_level_cache\"", "true")
                    .with(
                            "binds-defaults.properties.\"hibernate.cache.region.factory_class\"",
                            MapRegions.class.getName());
        }

        @Test
        void afterTheyWereEmptied() {
            PhysicalDatabase database = database();
            try (SchemaApplication app =
                    by(SchemaApplication.on(NORTH, database)).mayDrop().start()) {
                app.schema().create();
                NorthLetter letter = new NorthLetter();
                persist(app, letter);
                app.inTransaction(
                        em -> assertThat(em.find(NorthLetter.class, letter.id)).isNotNull());

                app.schema().truncate();
                app.inTransaction(
                        em -> assertThat(em.find(NorthLetter.class, letter.id)).isNull());
                NorthLetter next = new NorthLetter();
                persist(app, next);
                assertThat(next.id).isGreaterThan(letter.id);
            }
        }
    }

    abstract static class ByEclipseLink extends Contract {

        @Override
        SchemaApplication.Builder by(SchemaApplication.Builder builder) {
            return builder.with("binds-defaults.provider", "org.eclipse.persistence.jpa.PersistenceProvider")
                    .with("binds-defaults.properties.\"eclipselink.logging.level\"", "OFF");
        }

        @Test
        void createMakesTheGeneratorsThatAreMissingAlone() {
            PhysicalDatabase database = database();
            try (SchemaApplication app =
                    by(SchemaApplication.on(NORTH, database)).mayDrop().start()) {
                app.schema().create();
                persist(app, new NorthParcel());
                database.execute("delete from dozens where owner = 'card'");
                database.execute("drop sequence letter_ids");

                assertThat(only(app.schema().create().outcomes()).statements())
                        .hasSize(2)
                        .anyMatch(sql -> sql.matches("(?is)create sequence letter_ids.*"))
                        .anyMatch(sql -> sql.matches("(?is)insert into dozens.*'card'.*"));
                persist(app, new NorthCard(), new NorthLetter(), new NorthParcel());
                assertThat(database.count("dozens")).isEqualTo(2);
                assertThat(only(app.schema().create().outcomes()).statements()).isEmpty();
                assertThat(database.rows("select last from dozens where owner = 'parcel'")
                                .get(0)
                                .get(0))
                        .hasToString("24");
            }
        }
    }

    @Nested
    class HibernateOnH2 extends ByHibernate {
        @Override
        PhysicalDatabase database() {
            return SchemaApplication.freshH2();
        }
    }

    @Nested
    @Tag("slow")
    class HibernateOnPostgres extends ByHibernate {
        @Override
        PhysicalDatabase database() {
            return Servers.postgres();
        }
    }

    @Nested
    @Tag("slow")
    @Tag("matrix")
    class HibernateOnMariaDb extends ByHibernate {
        @Override
        PhysicalDatabase database() {
            return Servers.mariaDb();
        }
    }

    @Nested
    class EclipseLinkOnH2 extends ByEclipseLink {
        @Override
        PhysicalDatabase database() {
            return SchemaApplication.freshH2();
        }
    }

    @Nested
    @Tag("slow")
    class EclipseLinkOnPostgres extends ByEclipseLink {
        @Override
        PhysicalDatabase database() {
            return Servers.postgres();
        }
    }

    @Nested
    @Tag("slow")
    @Tag("matrix")
    class EclipseLinkOnMariaDb extends ByEclipseLink {
        @Override
        PhysicalDatabase database() {
            return Servers.mariaDb();
        }
    }
}
