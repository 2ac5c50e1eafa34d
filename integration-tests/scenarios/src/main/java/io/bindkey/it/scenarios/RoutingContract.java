// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.bindkey.SchemaReport;
import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.scenarios.model.Announcement;
import io.bindkey.it.scenarios.model.Order;
import io.bindkey.it.scenarios.model.OrderItem;
import io.bindkey.it.scenarios.model.Person;
import io.bindkey.it.scenarios.model.auth.Admin;
import io.bindkey.it.scenarios.model.auth.Role;
import io.bindkey.it.scenarios.model.auth.RoleUse;
import io.bindkey.it.scenarios.model.auth.User;
import io.bindkey.it.scenarios.model.meta.AuditEntry;
import io.bindkey.it.scenarios.model.meta.Setting;
import io.bindkey.it.scenarios.model.shared.Address;
import io.bindkey.it.scenarios.model.shared.Money;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * What holds on any three databases: everything that goes through the router lands in its own database and in no other.
 * Each database is looked at by plain JDBC.
 */
@TestInstance(Lifecycle.PER_CLASS)
abstract class RoutingContract {

    private static final Map<String, Set<String>> TABLES = Map.of(
            DEFAULT, Set.of("person", "orders", "order_item", "announcement"),
            META, Set.of("audit_entry", "setting"),
            AUTH,
                    Set.of(
                            "users",
                            "admins",
                            "roles",
                            "user_roles",
                            "user_ids",
                            "library_publisher",
                            "library_author",
                            "library_book",
                            "library_book_author",
                            "library_book_tag",
                            "library_book_title"));

    private Application app;

    /** {@return an empty database for each of the three binds} */
    abstract Map<String, PhysicalDatabase> databases() throws Exception;

    @BeforeAll
    void start() throws Exception {
        Application.Builder builder = Application.configured();
        databases().forEach(builder::withDatabase);
        app = builder.resourceLocal()
                .withoutHelperTables()
                .with("binds-defaults.schema.allow-drop", "true")
                .start();
        assertThatTablesAreThoseOf();
    }

    @BeforeEach
    void emptyTables() {
        app.schema().recreate();
    }

    @AfterAll
    void stop() {
        app.close();
    }

    private void assertThatTablesAreThoseOf(String... binds) {
        for (String key : List.of(DEFAULT, META, AUTH)) {
            Set<String> expected = Set.of(binds).contains(key) ? TABLES.get(key) : Set.of();
            assertThat(app.database(key).tables())
                    .as("the tables of bind '%s'", key)
                    .isEqualTo(expected);
        }
    }

    private static Set<String> tables(SchemaReport report, String key) {
        return Set.copyOf(report.outcome(key).orElseThrow().tables());
    }

    /** In one transaction for each bind: two cannot be written to in one. */
    private void write(Consumer<EntityManager> work) {
        app.inTransaction(work);
    }

    // The schema.

    @Test
    void eachDatabaseHasExactlyItsOwnTables() {
        app.schema().drop();
        assertThatTablesAreThoseOf();

        app.schema().create();

        assertThatTablesAreThoseOf(DEFAULT, META, AUTH);
    }

    @Test
    void dropsTheNamedBindsOnly() {
        SchemaReport report = app.schema().drop(DEFAULT, AUTH);

        assertThatTablesAreThoseOf(META);
        assertThat(report.outcomes()).extracting(SchemaReport.Outcome::bind).containsExactly(DEFAULT, AUTH);
        assertThat(tables(report, DEFAULT)).isEqualTo(TABLES.get(DEFAULT));
    }

    @Test
    void dropsOneBindOnly() {
        app.schema().drop(META);

        assertThatTablesAreThoseOf(DEFAULT, AUTH);
    }

    @Test
    void createsTheNamedBindsOnly() {
        app.schema().drop();

        app.schema().create(META);
        assertThatTablesAreThoseOf(META);

        app.schema().create(List.of(AUTH));
        assertThatTablesAreThoseOf(META, AUTH);
    }

    @Test
    void droppingTwiceIsFine() {
        app.schema().drop();
        SchemaReport second = app.schema().drop();

        assertThatTablesAreThoseOf();
        assertThat(second.outcomes())
                .flatExtracting(SchemaReport.Outcome::tables)
                .isEmpty();
    }

    @Test
    void creatingTwiceKeepsTheRows() {
        write(em -> em.persist(Person.named("Ada")));
        write(em -> em.persist(AuditEntry.of("hired Ada")));
        write(em -> em.persist(User.named("ada")));

        SchemaReport second = app.schema().create();

        assertThat(second.outcomes())
                .flatExtracting(SchemaReport.Outcome::statements)
                .isEmpty();
        assertThat(app.rows(DEFAULT, "select name from person")).containsExactly("Ada");
        assertThat(app.rows(META, "select text from audit_entry")).containsExactly("hired Ada");
        assertThat(app.rows(AUTH, "select name from users")).containsExactly("ada");
    }

    @Test
    void createsWhatIsMissing() {
        write(em -> em.persist(AuditEntry.of("kept")));
        app.database(META).execute("drop table setting");

        SchemaReport report = app.schema().create();

        assertThat(tables(report, META)).containsExactly("setting");
        assertThatTablesAreThoseOf(DEFAULT, META, AUTH);
        assertThat(app.rows(META, "select text from audit_entry")).containsExactly("kept");
    }

    // Instances.

    @Test
    void persistsIntoTheBindOfTheClass() {
        write(em -> {
            Person ada = Person.named("Ada");
            ada.address = Address.of("St James's Square", "London");
            em.persist(ada);
            em.persist(Order.by(ada, OrderItem.of("engine", 250_00), OrderItem.of("paper", 99)));
            em.persist(Announcement.of("We have moved"));
        });
        write(em -> {
            em.persist(AuditEntry.of("Ada has ordered"));
            em.persist(Setting.of("orders", 100_00));
        });
        write(em -> {
            Admin root = Admin.named("root", 7);
            em.persist(root);
            User ada = User.named("ada");
            ada.address = Address.of("St James's Square", "London");
            em.persist(ada);
            Role reader = Role.named("reader");
            em.persist(reader);
            ada.roles.add(reader);
            root.roles.add(reader);
        });

        assertThat(app.rows(DEFAULT, "select name, street, city from person"))
                .containsExactly("Ada,St James's Square,London");
        assertThat(app.rows(
                        DEFAULT,
                        "select i.product, i.price from order_item i join orders o on i.order_id = o.id"
                                + " join person p on o.customer_id = p.id order by i.product"))
                .containsExactly("engine,25000 EUR cent", "paper,99 EUR cent");
        assertThat(app.rows(DEFAULT, "select text from announcement")).containsExactly("We have moved");
        assertThat(app.rows(META, "select text from audit_entry")).containsExactly("Ada has ordered");
        assertThat(app.rows(META, "select text, credit_limit from setting")).containsExactly("orders,10000 EUR cent");
        assertThat(app.rows(
                        AUTH,
                        "select u.name, u.city, a.admin_level, r.name from users u left join admins a on a.id = u.id"
                                + " join user_roles ur on ur.user_id = u.id join roles r on r.id = ur.role_id"
                                + " order by u.name"))
                .containsExactly("ada,London,null,reader", "root,null,7,reader");
        assertThatTablesAreThoseOf(DEFAULT, META, AUTH);
    }

    @Test
    void findsUpdatesAndRemoves() {
        write(em -> em.persist(Person.named("Ada")));
        write(em -> em.persist(AuditEntry.of("before")));
        write(em -> em.persist(Admin.named("root", 1)));

        write(em -> em.find(Person.class, idOf(em, "Person")).name = "Ada Lovelace");
        write(em -> em.find(AuditEntry.class, idOf(em, "AuditEntry")).text = "after");
        write(em -> ((Admin) em.find(User.class, idOf(em, "User"))).level = 2);

        assertThat(app.rows(DEFAULT, "select name, version from person")).containsExactly("Ada Lovelace,1");
        assertThat(app.rows(META, "select text, version from audit_entry")).containsExactly("after,1");
        assertThat(app.rows(AUTH, "select admin_level from admins")).containsExactly("2");

        write(em -> em.remove(em.getReference(Person.class, idOf(em, "Person"))));
        write(em -> em.remove(em.find(AuditEntry.class, idOf(em, "AuditEntry"))));
        write(em -> em.remove(em.find(Admin.class, idOf(em, "Admin"))));

        assertThat(app.database(DEFAULT).count("person")).isZero();
        assertThat(app.database(META).count("audit_entry")).isZero();
        assertThat(app.database(AUTH).count("users")).isZero();
        assertThat(app.database(AUTH).count("admins")).isZero();
    }

    private static Object idOf(EntityManager em, String entity) {
        return em.createQuery("select e.id from " + entity + " e").getSingleResult();
    }

    @Test
    void mergesAndRefreshes() {
        write(em -> em.persist(User.named("ada")));
        User detached = app.resultInRequest(
                em -> em.createQuery("from User u", User.class).getSingleResult());
        detached.name = "ada.lovelace";

        write(em -> {
            User merged = em.merge(detached);
            assertThat(em.contains(merged)).isTrue();
            assertThat(em.contains(detached)).isFalse();
            em.flush();
            merged.name = "lost";
            em.refresh(merged);
            assertThat(merged.name).isEqualTo("ada.lovelace");
        });

        assertThat(app.rows(AUTH, "select name, version from users")).containsExactly("ada.lovelace,1");
    }

    @Test
    void readsFromAllBindsInOneTransaction() {
        write(em -> em.persist(Person.named("Ada")));
        write(em -> em.persist(AuditEntry.of("hired Ada")));
        write(em -> em.persist(User.named("ada")));

        write(em -> {
            assertThat(em.createQuery("select p.name from Person p", String.class)
                            .getSingleResult())
                    .isEqualTo("Ada");
            assertThat(em.createQuery("select a.text from AuditEntry a", String.class)
                            .getSingleResult())
                    .isEqualTo("hired Ada");
            assertThat(em.createQuery("select u.name from User u", String.class).getSingleResult())
                    .isEqualTo("ada");
        });
    }

    @Test
    void equalIdsInTwoBindsAreTwoInstances() {
        write(em -> em.persist(Announcement.of("default")));
        write(em -> em.persist(AuditEntry.of("meta")));

        app.inRequest(() -> {
            EntityManager em = app.router();
            Object id = idOf(em, "Announcement");
            assertThat(idOf(em, "AuditEntry")).isEqualTo(id);
            assertThat(em.find(Announcement.class, id).text).isEqualTo("default");
            assertThat(em.find(AuditEntry.class, id).text).isEqualTo("meta");
        });
    }

    @Test
    void theRouterAndTheBindShareOnePersistenceContext() {
        write(em -> {
            User ada = User.named("ada");
            em.persist(ada);
            assertThat(app.entityManager(AUTH).contains(ada)).isTrue();
            assertThat(app.entityManager(AUTH).find(User.class, ada.id)).isSameAs(ada);
        });
    }

    // Queries.

    private void threePeople() {
        write(em -> {
            Person ada = Person.named("Ada");
            em.persist(ada);
            em.persist(Person.named("Bob"));
            em.persist(Person.named("Cleo"));
            em.persist(Order.by(ada, OrderItem.of("engine", 1), OrderItem.of("paper", 2)));
        });
        write(em -> {
            User ada = User.named("ada");
            User bob = User.named("bob");
            em.persist(ada);
            em.persist(bob);
            em.persist(Admin.named("root", 1));
            Role reader = Role.named("reader");
            Role writer = Role.named("writer");
            em.persist(reader);
            em.persist(writer);
            ada.roles.addAll(List.of(reader, writer));
            bob.roles.add(reader);
        });
        write(em -> {
            em.persist(AuditEntry.of("one"));
            em.persist(AuditEntry.of("two"));
        });
    }

    @Test
    void selectsByText() {
        threePeople();

        app.inRequest(() -> {
            EntityManager em = app.router();
            assertThat(em.createQuery("select p from Person p where p.name like :start order by p.name", Person.class)
                            .setParameter("start", "%o%")
                            .getResultList())
                    .extracting(p -> p.name)
                    .containsExactly("Bob", "Cleo");
            assertThat(em.createQuery("select i.product from Order o join o.items i order by i.product", String.class)
                            .getResultList())
                    .containsExactly("engine", "paper");
            assertThat(em.createQuery("select a.name from Admin a", String.class)
                            .getResultList())
                    .containsExactly("root");
            assertThat(em.createQuery("select count(a) from AuditEntry a", Long.class)
                            .getSingleResult())
                    .isEqualTo(2);
        });
    }

    @Test
    void updatesAndDeletesByText() {
        threePeople();

        write(em -> assertThat(em.createQuery("update Person p set p.name = 'Robert' where p.name = 'Bob'")
                        .executeUpdate())
                .isEqualTo(1));
        write(em -> assertThat(em.createQuery("delete from AuditEntry a where a.text = 'one'")
                        .executeUpdate())
                .isEqualTo(1));
        write(em -> assertThat(em.createQuery("update User u set u.name = upper(u.name)")
                        .executeUpdate())
                .isEqualTo(3));

        assertThat(app.rows(DEFAULT, "select name from person order by name")).containsExactly("Ada", "Cleo", "Robert");
        assertThat(app.rows(META, "select text from audit_entry")).containsExactly("two");
        assertThat(app.rows(AUTH, "select name from users order by name")).containsExactly("ADA", "BOB", "ROOT");
    }

    @Test
    void runsNamedQueries() {
        threePeople();

        app.inRequest(() -> {
            EntityManager em = app.router();
            assertThat(em.createNamedQuery("Person.byName", Person.class)
                            .setParameter("name", "Cleo")
                            .getResultList())
                    .hasSize(1);
            assertThat(em.createNamedQuery("User.withRole", User.class)
                            .setParameter("role", "reader")
                            .getResultList())
                    .extracting(u -> u.name)
                    .containsExactly("ada", "bob");
            assertThat(em.createNamedQuery("AuditEntry.count", Long.class).getSingleResult())
                    .isEqualTo(2);
        });
    }

    @Test
    void runsNamedNativeQueries() {
        threePeople();

        app.inRequest(() -> {
            EntityManager em = app.router();
            List<?> names = em.createNamedQuery("Person.names").getResultList();
            assertThat(names).isEqualTo(List.of("Ada", "Bob", "Cleo"));
            assertThat(em.createNamedQuery("AuditEntry.latest", AuditEntry.class)
                            .getResultList())
                    .extracting(a -> a.text)
                    .containsExactly("two", "one");
        });
    }

    @Test
    void runsNativeQueriesByClassAndByMapping() {
        threePeople();

        app.inRequest(() -> {
            EntityManager em = app.router();
            AuditEntry one =
                    (AuditEntry) em.createNativeQuery("select * from audit_entry where text = 'one'", AuditEntry.class)
                            .getSingleResult();
            assertThat(one.text).isEqualTo("one");
            assertThat(em.contains(one)).isTrue();
            List<?> uses = em.createNativeQuery(
                            "select r.name as name, count(*) as users from roles r"
                                    + " join user_roles ur on ur.role_id = r.id group by r.name order by r.name",
                            "RoleUse")
                    .getResultList();
            assertThat(uses).isEqualTo(List.of(new RoleUse("reader", 2), new RoleUse("writer", 1)));
        });
    }

    @Test
    void updatesByNativeSqlOfOneBind() {
        threePeople();

        write(em -> app.entityManager(AUTH)
                .createNativeQuery("update users set city = 'Paris' where name = 'ada'")
                .executeUpdate());

        assertThat(app.rows(AUTH, "select name from users where city = 'Paris'"))
                .containsExactly("ada");
    }

    @Test
    void fetchesByNamedEntityGraph() {
        threePeople();

        Order order = app.resultInRequest(em -> {
            EntityGraph<?> graph = em.getEntityGraph("Order.withItems");
            return em.find(Order.class, idOf(em, "Order"), Map.of("jakarta.persistence.fetchgraph", graph));
        });

        assertThat(order.items)
                .extracting(i -> i.product, i -> i.price)
                .containsExactly(tuple("engine", new Money(1)), tuple("paper", new Money(2)));
    }

    @Test
    void whatIsRolledBackIsNowhere() {
        app.inRequest(() -> {
            EntityManager em = app.router();
            em.getTransaction().begin();
            em.persist(AuditEntry.of("never"));
            em.flush();
            em.getTransaction().rollback();
        });

        assertThat(app.database(META).count("audit_entry")).isZero();
    }
}
