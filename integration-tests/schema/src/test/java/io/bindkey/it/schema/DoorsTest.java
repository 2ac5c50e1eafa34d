// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema;

import static io.bindkey.it.schema.SchemaApplication.ECLIPSE;
import static io.bindkey.it.schema.SchemaApplication.GUEST;
import static io.bindkey.it.schema.SchemaApplication.ONE;
import static io.bindkey.it.schema.SchemaApplication.OTHER;
import static io.bindkey.it.schema.SchemaApplication.SHAPES;
import static io.bindkey.it.schema.SchemaApplication.only;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bindkey.Binds;
import io.bindkey.Bound;
import io.bindkey.SchemaOpsException;
import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.schema.foreign.Customer;
import io.bindkey.it.schema.shared.Guest;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.SchemaValidationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.relational.SchemaManager;
import org.hibernate.tool.schema.spi.SchemaManagementException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The ways to a schema operation beside {@code SchemaOps}: each leads through its guards. What is destroyed is seen by plain
 * JDBC, in databases of files.
 */
@Tag("later")
class DoorsTest {

    private static final String ECLIPSELINK = "org.eclipse.persistence.jpa.PersistenceProvider";

    @TempDir
    @SuppressWarnings("NullAway.Init") // by JUnit
    Path folder;

    private PhysicalDatabase h2() {
        return PhysicalDatabase.of("jdbc:h2:file:" + folder.resolve("doors"));
    }

    private PhysicalDatabase sqlite() {
        return PhysicalDatabase.of("jdbc:sqlite:" + folder.resolve("doors.db"));
    }

    /** A table of nobody's, whose foreign key leads to one of the bind's. */
    private static void addStranger(PhysicalDatabase database, String table) {
        database.execute("create table stranger (id integer primary key, other bigint,"
                + " foreign key (other) references " + table + " (id))");
    }

    private static void assertStrangerKeepsItsKey(PhysicalDatabase database) {
        assertThatThrownBy(() -> database.execute("insert into stranger values (1, 4711)"))
                .hasMessageContaining("stranger");
    }

    private static String message(int number, String action, String would) {
        return "BINDKEY-" + number + ": SchemaOps." + action + "() would " + would
                + " in bind 'guest', which is not allowed. Nothing was removed. "
                + "Set binds.guest.schema.allow-drop = true to allow it.";
    }

    /** With the tables of Hibernate's entity, and a row in them. */
    private static SchemaApplication startWithGuest(SchemaApplication.Builder builder) {
        SchemaApplication app = builder.start();
        app.schema().create(GUEST);
        app.inTransaction(em -> em.persist(new Guest()));
        return app;
    }

    @Nested
    class HibernatesSchemaManager {

        /** Everything that gives one away. */
        private Map<String, SchemaManager> doors(SchemaApplication app) {
            Map<String, SchemaManager> doors = new LinkedHashMap<>();
            EntityManagerFactory factory = app.get(EntityManagerFactory.class, Bound.Literal.of(GUEST));
            doors.put("injected factory", factory.unwrap(SessionFactory.class).getSchemaManager());
            doors.put(
                    "factory of Bind",
                    app.get(Binds.class)
                            .get(GUEST)
                            .entityManagerFactory()
                            .unwrap(SessionFactory.class)
                            .getSchemaManager());
            try (EntityManager created = factory.createEntityManager()) {
                doors.put(
                        "created entity manager",
                        created.getEntityManagerFactory()
                                .unwrap(SessionFactory.class)
                                .getSchemaManager());
                doors.put(
                        "unwrapped session",
                        created.unwrap(Session.class).getSessionFactory().getSchemaManager());
            }
            EntityManager injected = app.get(EntityManager.class, Bound.Literal.of(GUEST));
            doors.put(
                    "injected entity manager",
                    injected.getEntityManagerFactory()
                            .unwrap(SessionFactory.class)
                            .getSchemaManager());
            app.inTransaction(em -> {
                doors.put(
                        "session in a transaction",
                        injected.unwrap(Session.class).getSessionFactory().getSchemaManager());
                doors.put(
                        "injected session",
                        app.get(Session.class, Bound.Literal.of(GUEST))
                                .getSessionFactory()
                                .getSchemaManager());
            });
            assertThat(app.get(StatelessSession.class, Bound.Literal.of(GUEST))).isNotNull();
            return doors;
        }

        private SchemaManager managerOf(SchemaApplication app, String key) {
            return app.get(EntityManagerFactory.class, Bound.Literal.of(key))
                    .unwrap(SessionFactory.class)
                    .getSchemaManager();
        }

        @Test
        void removesNothingWithoutLeave() {
            for (PhysicalDatabase database : List.of(h2(), sqlite())) {
                try (SchemaApplication app = startWithGuest(SchemaApplication.on(GUEST, database))) {
                    doors(app).forEach((door, manager) -> {
                        assertThatThrownBy(() -> manager.dropMappedObjects(false))
                                .as(door)
                                .isExactlyInstanceOf(SchemaOpsException.class)
                                .hasMessage(message(161, "drop", "drop tables"));
                        assertThatThrownBy(manager::truncateMappedObjects)
                                .as(door)
                                .isExactlyInstanceOf(SchemaOpsException.class)
                                .hasMessage(message(161, "truncate", "remove rows"));
                    });
                }
                assertThat(database.count("guest")).isEqualTo(1);
            }
        }

        @Test
        void leavesTheForeignKeyOfAStranger() {
            PhysicalDatabase database = h2();
            try (SchemaApplication app =
                    startWithGuest(SchemaApplication.on(GUEST, database).mayDrop())) {
                addStranger(database, "guest");
                doors(app).forEach((door, manager) -> {
                    assertThatThrownBy(() -> manager.dropMappedObjects(false))
                            .as(door)
                            .hasMessageContaining("BINDKEY-166");
                    assertThatThrownBy(manager::truncateMappedObjects).as(door).hasMessageContaining("BINDKEY-166");
                });
            }
            assertThat(database.count("guest")).isEqualTo(1);
            assertStrangerKeepsItsKey(database);
        }

        @Test
        void leavesATableOfTwoBinds() {
            PhysicalDatabase database = h2();
            try (SchemaApplication app = SchemaApplication.on(ONE, database)
                    .and(OTHER, database)
                    .mayDrop()
                    .start()) {
                app.schema().create();
                SchemaManager manager = managerOf(app, ONE);
                assertThatThrownBy(() -> manager.dropMappedObjects(false)).hasMessageContaining("BINDKEY-167");
                assertThat(database.tables()).containsExactly("twin");
            }
        }

        @Test
        void doesWhatSchemaOpsDoes() {
            for (PhysicalDatabase database : List.of(h2(), sqlite())) {
                try (SchemaApplication app =
                        SchemaApplication.on(GUEST, database).mayDrop().start()) {
                    SchemaManager manager = managerOf(app, GUEST);
                    assertThatThrownBy(manager::validateMappedObjects)
                            .isInstanceOf(SchemaManagementException.class)
                            .hasMessageContaining("guest: missing table");

                    manager.exportMappedObjects(false);
                    manager.validateMappedObjects();
                    app.inTransaction(em -> em.persist(new Guest()));
                    manager.exportMappedObjects(false);
                    assertThat(database.count("guest")).isEqualTo(1);

                    manager.truncateMappedObjects();
                    assertThat(database.count("guest")).isZero();

                    manager.dropMappedObjects(false);
                    assertThat(database.tables()).doesNotContain("guest");
                }
            }
        }

        @Test
        void isRefusedInsideATransactionAndOnReadOnlyBinds() {
            PhysicalDatabase database = h2();
            try (SchemaApplication app =
                    SchemaApplication.on(GUEST, database).mayDrop().start()) {
                SchemaManager manager = managerOf(app, GUEST);
                app.inTransaction(em -> assertThatThrownBy(() -> manager.exportMappedObjects(false))
                        .hasMessageStartingWith("BINDKEY-162"));
            }
            try (SchemaApplication app = SchemaApplication.on(GUEST, database)
                    .with("binds.guest.read-only", "true")
                    .start()) {
                SchemaManager manager = managerOf(app, GUEST);
                assertThatThrownBy(() -> manager.exportMappedObjects(false)).hasMessageStartingWith("BINDKEY-163");
            }
            assertThat(database.tables()).isEmpty();
        }

        @Test
        void makesDatabaseSchemasOnlyWhenAsked() {
            PhysicalDatabase database = h2();
            try (SchemaApplication app = SchemaApplication.on(GUEST, database)
                    .with("binds.guest.properties.\"hibernate.default_schema\"", "HALL")
                    .start()) {
                SchemaManager manager = managerOf(app, GUEST);
                assertThatThrownBy(() -> manager.exportMappedObjects(false)).hasMessageContaining("HALL");

                manager.exportMappedObjects(true);
                assertThat(database.count("HALL.guest")).isZero();
            }
        }

        /** New in Hibernate 7. */
        @Test
        void worksOnAllTablesOrNone() throws ReflectiveOperationException {
            assumeTrue(hasMethod(SchemaManager.class, "truncateTable"));
            PhysicalDatabase database = h2();
            try (SchemaApplication app =
                    startWithGuest(SchemaApplication.on(GUEST, database).mayDrop())) {
                SchemaManager manager = managerOf(app, GUEST);
                assertThatThrownBy(() -> SchemaManager.class
                                .getMethod("truncateTable", String.class)
                                .invoke(manager, "guest"))
                        .cause()
                        .isInstanceOf(UnsupportedOperationException.class)
                        .hasMessage(
                                "BINDKEY-173: SchemaOps.truncate() works on all tables of bind 'guest', not on a single "
                                        + "table or on those of another schema. Nothing was changed. Leave out forSchema, "
                                        + "forCatalog and truncateTable.");
                SchemaManager elsewhere = (SchemaManager)
                        SchemaManager.class.getMethod("forSchema", String.class).invoke(manager, "PUBLIC");
                assertThatThrownBy(() -> elsewhere.dropMappedObjects(false)).hasMessageStartingWith("BINDKEY-173");
            }
            assertThat(database.count("guest")).isEqualTo(1);
        }
    }

    /** New in Jakarta Persistence 3.2; each provider has its own. */
    @Nested
    class TheStandardsSchemaManager {

        private List<Consumer<Consumer<EntityManagerFactory>>> doors(SchemaApplication app, String key) {
            EntityManagerFactory factory = app.get(EntityManagerFactory.class, Bound.Literal.of(key));
            List<Consumer<Consumer<EntityManagerFactory>>> doors = new ArrayList<>();
            doors.add(use -> use.accept(factory));
            doors.add(use -> use.accept(app.get(Binds.class).get(key).entityManagerFactory()));
            doors.add(use -> use.accept(app.get(EntityManagerFactory.class, Bound.Literal.ROUTER)));
            doors.add(use -> use.accept(
                    app.get(EntityManager.class, Bound.Literal.of(key)).getEntityManagerFactory()));
            doors.add(use -> {
                try (EntityManager created = factory.createEntityManager()) {
                    use.accept(created.getEntityManagerFactory());
                }
            });
            return doors;
        }

        @Test
        void ofHibernateIsGuarded() {
            assumeTrue(hasMethod(EntityManagerFactory.class, "getSchemaManager"));
            PhysicalDatabase database = h2();
            try (SchemaApplication app = startWithGuest(SchemaApplication.on(GUEST, database))) {
                doors(app, GUEST).forEach(door -> door.accept(DoorsTest::assertGuarded));
                assertThatThrownBy(() -> app.get(jakarta.persistence.SchemaManager.class, Bound.Literal.of(GUEST))
                                .drop(true))
                        .hasMessage(message(161, "drop", "drop tables"));
            }
            addStranger(database, "guest");
            try (SchemaApplication app =
                    SchemaApplication.on(GUEST, database).mayDrop().start()) {
                doors(app, GUEST).forEach(door -> door.accept(DoorsTest::assertStrangersAreSpared));
            }
            assertThat(database.count("guest")).isEqualTo(1);
            assertStrangerKeepsItsKey(database);
        }

        @Test
        void ofEclipseLinkIsGuarded() {
            assumeTrue(hasMethod(EntityManagerFactory.class, "getSchemaManager"));
            PhysicalDatabase database = h2();
            try (SchemaApplication app = onEclipseLink(database).start()) {
                app.schema().create();
                app.inTransaction(em -> em.persist(new Customer("Ada")));
                doors(app, ECLIPSE).forEach(door -> door.accept(DoorsTest::assertGuarded));
            }
            addStranger(database, "customer");
            try (SchemaApplication app = onEclipseLink(database).mayDrop().start()) {
                doors(app, ECLIPSE)
                        .forEach(door -> door.accept(factory -> {
                            assertThatThrownBy(() -> factory.getSchemaManager().drop(false))
                                    .hasMessageContaining("BINDKEY-166");
                            assertThatCode(() -> factory.getSchemaManager().validate())
                                    .doesNotThrowAnyException();
                        }));
            }
            assertThat(database.count("customer")).isEqualTo(1);
            assertStrangerKeepsItsKey(database);
        }

        @Test
        void tellsDifferences() {
            assumeTrue(hasMethod(EntityManagerFactory.class, "getSchemaManager"));
            try (SchemaApplication app = SchemaApplication.on(GUEST, h2()).start()) {
                doors(app, GUEST)
                        .forEach(door -> door.accept(factory -> assertThatThrownBy(
                                        () -> factory.getSchemaManager().validate())
                                .isInstanceOf(SchemaValidationException.class)
                                .hasMessageContaining("guest: missing table")));
            }
        }
    }

    private static void assertGuarded(EntityManagerFactory factory) {
        assertThatThrownBy(() -> factory.getSchemaManager().drop(false)).hasMessageStartingWith("BINDKEY-161");
        assertThatThrownBy(() -> factory.getSchemaManager().truncate()).hasMessageStartingWith("BINDKEY-161");
    }

    private static void assertStrangersAreSpared(EntityManagerFactory factory) {
        assertThatThrownBy(() -> factory.getSchemaManager().drop(false)).hasMessageContaining("BINDKEY-166");
        assertThatThrownBy(() -> factory.getSchemaManager().truncate()).hasMessageContaining("BINDKEY-166");
    }

    private static boolean hasMethod(Class<?> type, String name) {
        return List.of(type.getMethods()).stream()
                .anyMatch(method -> method.getName().equals(name));
    }

    private static SchemaApplication.Builder onEclipseLink(PhysicalDatabase database) {
        return SchemaApplication.on(ECLIPSE, database)
                .with("binds.eclipse.provider", ECLIPSELINK)
                .with("binds.eclipse.properties.\"eclipselink.logging.level\"", "OFF");
    }

    @Nested
    @Tag("slow")
    class PropertiesOfTheProvider {

        private static final String STANDARD = "persistence.schema-generation.database.action";

        private String problem(String key, String property, String value) {
            return "BINDKEY-067: " + property + " = " + value + " lets the provider of bind '" + key
                    + "' remove tables or rows at start or at the end, which is not allowed. Instead of it write binds."
                    + key + ".schema.strategy = create, or binds." + key
                    + ".schema.strategy = drop-and-create with binds." + key + ".schema.allow-drop = true.";
        }

        @Test
        void thatRemoveAreRefused() {
            Map<String, List<String>> removing = Map.of(
                    "hibernate.hbm2ddl.auto",
                    List.of("create", "create-drop", "drop", "Create-Drop", "truncate"),
                    "jakarta." + STANDARD,
                    List.of("drop", "drop-and-create", "DROP"),
                    "javax." + STANDARD,
                    List.of("drop-and-create"));
            PhysicalDatabase database = h2();
            startWithGuest(SchemaApplication.on(GUEST, database)).close();
            removing.forEach((property, values) -> values.forEach(value -> {
                SchemaApplication.Builder builder = SchemaApplication.on(GUEST, database)
                        .with("binds.guest.properties.\"" + property + "\"", value);
                assertThat(only(builder.refused().problems()).toString()).isEqualTo(problem(GUEST, property, value));
            }));
            for (String start : List.of("eager", "lazy")) {
                SchemaApplication.Builder builder = SchemaApplication.on(GUEST, database)
                        .with("binds.guest.start", start)
                        .with("binds-defaults.properties.\"hibernate.hbm2ddl.auto\"", "create");
                assertThat(only(builder.refused().problems()).toString())
                        .isEqualTo(problem(GUEST, "hibernate.hbm2ddl.auto", "create"));
            }
            assertThat(database.count("guest")).isEqualTo(1);
        }

        @Test
        void thatRemoveAreRefusedWithEclipseLinkToo() {
            PhysicalDatabase database = h2();
            try (SchemaApplication app = onEclipseLink(database).start()) {
                app.schema().create();
                app.inTransaction(em -> em.persist(new Customer("Ada")));
            }
            Map<String, String> removing = Map.of(
                    "eclipselink.ddl-generation", "drop-and-create-tables", "jakarta." + STANDARD, "drop-and-create");
            removing.forEach((property, value) -> assertThat(only(onEclipseLink(database)
                                    .with("binds.eclipse.properties.\"" + property + "\"", value)
                                    .refused()
                                    .problems())
                            .toString())
                    .isEqualTo(problem(ECLIPSE, property, value)));
            assertThat(database.count("customer")).isEqualTo(1);
        }

        /** Whatever way they come: here by a file that Hibernate would read by itself. */
        @Test
        void ofAFileAreRefused() {
            PhysicalDatabase database = h2();
            startWithGuest(SchemaApplication.on(GUEST, database)).close();
            SchemaApplication.Builder builder = SchemaApplication.on(GUEST, database)
                    .with("binds.guest.properties.\"hibernate.cfg_xml_file\"", "data/removing.cfg.xml");
            assertThat(only(builder.refused().problems()).toString())
                    .startsWith("BINDKEY-013: binds.guest.properties.\"hibernate.cfg_xml_file\" is refused");
            assertThat(database.count("guest")).isEqualTo(1);
        }

        @Test
        void thatRemoveNothingStay() {
            PhysicalDatabase database = h2();
            Map.of(
                            "hibernate.hbm2ddl.auto",
                            List.of("update", "validate", "none"),
                            "jakarta." + STANDARD,
                            List.of("create", "none"))
                    .forEach((property, values) -> values.forEach(value -> SchemaApplication.on(GUEST, database)
                            .with("binds.guest.schema.strategy", "create")
                            .with("binds.guest.properties.\"" + property + "\"", value)
                            .start()
                            .close()));
            assertThat(database.tables()).containsExactly("guest");
        }

        @Test
        void thatRemoveWorkWithLeave() {
            for (String kind : List.of("create", "create-drop")) {
                PhysicalDatabase database = SchemaApplication.freshH2();
                SchemaApplication.Builder builder = SchemaApplication.on(GUEST, database)
                        .with("binds.guest.properties.\"hibernate.hbm2ddl.auto\"", kind);
                try (SchemaApplication app = builder.start()) {
                    app.inTransaction(em -> em.persist(new Guest()));
                }
                assertThat(database.tables())
                        .isEqualTo(kind.equals("create") ? java.util.Set.of("guest") : java.util.Set.of());
                try (SchemaApplication app = builder.start()) {
                    assertThat(database.count("guest")).isZero();
                    assertThat(app.schema().validate().differences()).isEmpty();
                }
            }
        }

        @Test
        void doNothingDuringMaintenance() {
            PhysicalDatabase database = h2();
            startWithGuest(SchemaApplication.on(GUEST, database)).close();
            try (SchemaApplication app = SchemaApplication.on(GUEST, database)
                    .mayDrop()
                    .with("binds-settings.maintenance", "true")
                    .with("binds.guest.properties.\"hibernate.hbm2ddl.auto\"", "create-drop")
                    .start()) {
                assertThat(app.schema().validate().differences()).isEmpty();
            }
            assertThat(database.count("guest")).isEqualTo(1);
        }

        @Test
        void spareStrangersEvenWithLeave() {
            PhysicalDatabase database = h2();
            startWithGuest(SchemaApplication.on(GUEST, database)).close();
            addStranger(database, "guest");
            assertThat(only(SchemaApplication.on(GUEST, database)
                                    .mayDrop()
                                    .with("binds.guest.properties.\"hibernate.hbm2ddl.auto\"", "create-drop")
                                    .refused()
                                    .problems())
                            .toString())
                    .startsWith("BINDKEY-046")
                    .contains("BINDKEY-166", "STRANGER");
            assertThat(database.count("guest")).isEqualTo(1);
            assertStrangerKeepsItsKey(database);
        }

        @Test
        void spareStrangersAtTheEnd() {
            PhysicalDatabase database = h2();
            try (SchemaApplication app = SchemaApplication.on(GUEST, database)
                    .mayDrop()
                    .with("binds.guest.properties.\"hibernate.hbm2ddl.auto\"", "create-drop")
                    .start()) {
                app.inTransaction(em -> em.persist(new Guest()));
                addStranger(database, "guest");
            }
            assertThat(database.count("guest")).isEqualTo(1);
            assertStrangerKeepsItsKey(database);
        }

        @Test
        void spareATableOfTwoBindsEvenWithLeave() {
            PhysicalDatabase database = h2();
            SchemaApplication.on(ONE, database)
                    .with("binds.one.schema.strategy", "create")
                    .start()
                    .close();
            database.execute("insert into twin values (1)");
            for (String key : List.of(ONE, OTHER)) {
                assertThat(SchemaApplication.on(ONE, database)
                                .and(OTHER, database)
                                .mayDrop()
                                .with("binds." + key + ".properties.\"hibernate.hbm2ddl.auto\"", "create")
                                .refused()
                                .problems())
                        .anySatisfy(problem -> assertThat(problem.toString()).contains("BINDKEY-167"));
            }
            assertThat(database.count("twin")).isEqualTo(1);
        }

        /** Whose kind is seen only when it is connected. */
        @Test
        void ofADataSourceAreHeldAgainstItsDatabase() {
            Map<String, String> removing =
                    Map.of(GUEST, "org.hibernate.jpa.HibernatePersistenceProvider", ECLIPSE, ECLIPSELINK);
            removing.forEach((key, provider) -> {
                Supplier<SchemaApplication.Builder> builder =
                        () -> SchemaApplication.on(SHAPES, SchemaApplication.freshH2())
                                .andDataSource(key, "doors")
                                .withBean(Source.class)
                                .with("binds." + key + ".provider", provider)
                                .with("binds." + key + ".properties.\"jakarta." + STANDARD + "\"", "drop-and-create");
                String table = key.equals(GUEST) ? "guest" : "customer";

                System.setProperty(Source.URL, h2().url());
                assertThat(only(builder.get().refused().problems()).toString())
                        .isEqualTo(problem(key, "jakarta." + STANDARD, "drop-and-create"));
                builder.get().mayDrop().start().close();
                assertThat(h2().tables()).contains(table);
                addStranger(h2(), table);
                assertThat(only(builder.get().mayDrop().refused().problems()).toString())
                        .contains("BINDKEY-166");
                assertStrangerKeepsItsKey(h2());
                h2().execute("drop table stranger");

                PhysicalDatabase memory = SchemaApplication.freshH2();
                System.setProperty(Source.URL, memory.url());
                builder.get().start().close();
                assertThat(memory.tables()).contains(table);
            });
            System.clearProperty(Source.URL);
        }

        @Test
        void doNotReplaceTheGuard() {
            assertThat(only(SchemaApplication.on(GUEST, h2())
                                    .with("binds.guest.properties.\"hibernate.schema_management_tool\"", "some.Tool")
                                    .refused()
                                    .problems())
                            .toString())
                    .isEqualTo(
                            "BINDKEY-068: The property hibernate.schema_management_tool of bind 'guest' is BindKey's own: "
                                    + "with another one, the guards of SchemaOps would not hold. Remove it.");
        }
    }

    /** A data source of the application's own. */
    static class Source {

        static final String URL = "doors.url";

        @Produces
        @Named("doors")
        DataSource dataSource() {
            JdbcDataSource source = new JdbcDataSource();
            source.setURL(System.getProperty(URL));
            return source;
        }
    }
}
