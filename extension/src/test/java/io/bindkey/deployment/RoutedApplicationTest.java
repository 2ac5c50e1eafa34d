// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.Bind;
import io.bindkey.BindKey;
import io.bindkey.BindUnavailableException;
import io.bindkey.Binds;
import io.bindkey.Bound;
import io.bindkey.CrossBindException;
import io.bindkey.SchemaOps;
import io.bindkey.SchemaOpsException;
import io.bindkey.UnknownBindException;
import io.bindkey.UnroutableException;
import io.bindkey.deployment.Entities.Admin;
import io.bindkey.deployment.Entities.Invoice;
import io.bindkey.deployment.Entities.Setting;
import io.bindkey.deployment.Entities.Shown;
import io.bindkey.deployment.Entities.User;
import io.bindkey.deployment.Entities.WithId;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.Query;
import jakarta.persistence.SchemaManager;
import jakarta.persistence.Table;
import jakarta.persistence.TransactionRequiredException;
import jakarta.persistence.metamodel.EntityType;
import jakarta.persistence.metamodel.Metamodel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import javax.sql.DataSource;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** One application with three binds, through the router and beside it. */
class RoutedApplicationTest {

    @Entity(name = "User")
    @Table(name = "users")
    @BindKey("meta")
    static class MetaUser extends WithId {}

    @Entity(name = "Other")
    @BindKey("meta")
    @NamedQuery(name = "Invoice.all", query = "select o from Other o")
    @NamedQuery(name = "Other.all", query = "select o from Other o")
    static class Other extends WithId {}

    private static Application app;
    private static EntityManager router;

    @BeforeAll
    static void start() {
        app = Application.of(
                        Invoice.class, User.class, Admin.class, Setting.class, Shown.class, MetaUser.class, Other.class)
                .withH2("default")
                .withH2("auth")
                .withH2("meta")
                .withH2("off")
                .with("binds.off.active", "false")
                .start();
        app.get(SchemaOps.class).create();
        router = app.get(EntityManager.class, Bound.Literal.ROUTER);
    }

    @AfterAll
    static void stop() {
        app.close();
    }

    private static EntityManager bound(String key) {
        return app.get(EntityManager.class, Bound.Literal.of(key));
    }

    private static List<?> list(Query query) {
        return query.getResultList();
    }

    private static void inTransaction(Runnable work) {
        app.inRequest(() -> {
            router.getTransaction().begin();
            work.run();
            router.getTransaction().rollback();
        });
    }

    @Nested
    class TheBinds {

        @Test
        void areInKeyOrderAndKnowTheirEntities() {
            Binds binds = app.get(Binds.class);
            assertThat(binds.keys()).containsExactly("default", "auth", "meta", "off");
            assertThat(binds).extracting(Bind::key).containsExactly("default", "auth", "meta", "off");
            assertThat(binds.get("auth").entities()).containsExactly(Admin.class, User.class);
            assertThat(binds.get("meta").entities()).containsExactly(Setting.class, MetaUser.class, Other.class);
            assertThat(binds.of(Shown.class).key()).isEqualTo("default");
            assertThat(binds.of(Admin.class).key()).isEqualTo("auth");
        }

        @Test
        void refuseAnUnknownKeyWithTheKnownOnes() {
            assertThatThrownBy(() -> app.get(Binds.class).get("aut"))
                    .isInstanceOf(UnknownBindException.class)
                    .hasMessage("BINDKEY-100: There is no bind 'aut'. Known binds: default, auth, meta, off. "
                            + "Did you mean 'auth'?");
        }

        @Test
        void thatAreSwitchedOffSayWhy() {
            assertThatThrownBy(() -> app.get(Binds.class).get("off").entityManagerFactory())
                    .isInstanceOf(BindUnavailableException.class)
                    .hasMessage("BINDKEY-140: Bind 'off' is switched off by binds.off.active = false.");
        }

        @Test
        void haveEveryBeanOfTheirUnit() {
            Bound.Literal auth = Bound.Literal.of("auth");
            assertThat(app.get(EntityManagerFactory.class, auth).getMetamodel().getEntities())
                    .extracting(EntityType::getName)
                    .containsExactlyInAnyOrder("User", "Admin");
            assertThat(app.get(DataSource.class, auth)).isNotNull();
            assertThat(app.get(Metamodel.class, auth)).isNotNull();
            assertThat(app.get(jakarta.persistence.criteria.CriteriaBuilder.class, auth))
                    .isNotNull();
            assertThat(app.get(jakarta.persistence.PersistenceUnitUtil.class, auth))
                    .isNotNull();
            assertThat(app.get(jakarta.persistence.Cache.class, auth)).isNotNull();
            assertThat(app.get(SchemaManager.class, auth)).isNotNull();
        }
    }

    @Nested
    class TheRouter {

        @Test
        void refusesAQueryOverTwoBinds() {
            app.inRequest(() -> assertThatThrownBy(
                            () -> router.createQuery("select i from Invoice i, Admin a where a.id = i.id"))
                    .isInstanceOf(CrossBindException.class)
                    .hasMessage(
                            "BINDKEY-103: One statement cannot touch two databases, but this one names Invoice in bind "
                                    + "'default', Admin in bind 'auth'. Use one statement for each bind, or put the entities in one "
                                    + "bind."));
        }

        @Test
        void refusesNativeSqlWithoutABind() {
            app.inRequest(() -> assertThatThrownBy(() -> router.createNativeQuery("select 1"))
                    .isInstanceOf(UnroutableException.class)
                    .hasMessage("BINDKEY-108: The native statement [select 1] gives no entity and so no bind. "
                            + "Use the @Bound(\"key\") EntityManager of one. Known binds: default, auth, meta, off."));
        }

        @Test
        void routesNativeSqlByItsEntityClass() {
            app.inRequest(() -> assertThat(list(router.createNativeQuery("select * from users", Admin.class)))
                    .isEmpty());
        }

        @Test
        void refusesAProcedureWithResultsOfTwoBinds() {
            app.inRequest(() -> assertThatThrownBy(
                            () -> router.createStoredProcedureQuery("both", Invoice.class, Admin.class))
                    .isInstanceOf(CrossBindException.class)
                    .hasMessageContaining(
                            "Entities$Invoice in bind 'default', io.bindkey.deployment.Entities$Admin in bind "
                                    + "'auth'"));
        }

        @Test
        void refusesAnEntityNameOfTwoBinds() {
            app.inRequest(() -> assertThatThrownBy(() -> router.createQuery("from User"))
                    .isInstanceOf(UnroutableException.class)
                    .hasMessage(
                            "BINDKEY-104: The entity name 'User' is io.bindkey.deployment.Entities$User of bind 'auth' "
                                    + "and io.bindkey.deployment.RoutedApplicationTest$MetaUser of bind 'meta'. Give one of them "
                                    + "@Entity(name = \"…\"), or use the bind's own @Bound(\"key\") EntityManager."));
        }

        @Test
        void refusesAQueryNameOfTwoBinds() {
            app.inRequest(() -> {
                assertThatThrownBy(() -> router.createNamedQuery("Invoice.all"))
                        .isInstanceOf(UnroutableException.class)
                        .hasMessage("BINDKEY-106: The named query 'Invoice.all' is declared twice: "
                                + "io.bindkey.deployment.Entities$Invoice of bind 'default' and "
                                + "io.bindkey.deployment.RoutedApplicationTest$Other of bind 'meta'. Rename one of them, "
                                + "or use the bind's own @Bound(\"key\") EntityManager.");
                assertThat(list(router.createNamedQuery("Other.all"))).isEmpty();
            });
        }

        @Test
        void refusesAnUnknownName() {
            app.inRequest(() -> assertThatThrownBy(() -> router.createNamedQuery("Other.al"))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("BINDKEY-107: No bind has a named query 'Other.al'. Did you mean 'Other.all'?"));
        }

        @Test
        void refusesWhatIsNoEntity() {
            app.inRequest(() -> {
                assertThatThrownBy(() -> router.find(String.class, 1))
                        .isExactlyInstanceOf(IllegalArgumentException.class)
                        .hasMessage("BINDKEY-101: java.lang.String is not an entity of any bind.");
                assertThatThrownBy(() -> router.contains("text"))
                        .isExactlyInstanceOf(IllegalArgumentException.class)
                        .hasMessage("BINDKEY-101: java.lang.String is not an entity of any bind.");
            });
        }

        @Test
        void answersAStatementWithoutEntitiesFromTheDefaultBind() {
            app.inRequest(
                    () -> assertThat(router.createQuery("select current_date").getSingleResult())
                            .isNotNull());
        }

        @Test
        void routesReferencesByTheClassBehindTheProxy() {
            inTransaction(() -> {
                User user = new User();
                router.persist(user);
                router.flush();
                router.clear();
                User reference = router.getReference(User.class, user.id);
                assertThat(reference.getClass()).isNotEqualTo(User.class);
                assertThat(router.contains(reference)).isTrue();
                router.remove(reference);
                router.flush();
                assertThat(router.find(User.class, user.id)).isNull();
            });
        }

        @Test
        void sharesThePersistenceContextWithTheBindsOwnEntityManager() {
            inTransaction(() -> {
                User user = new User();
                router.persist(user);
                assertThat(bound("auth").contains(user)).isTrue();
                assertThat(bound("auth").find(User.class, user.id)).isSameAs(user);
                bound("auth").detach(user);
                assertThat(router.contains(user)).isFalse();
            });
        }

        @Test
        void keepsSettingsForBindsThatJoinLater() {
            app.inRequest(() -> {
                assertThat(bound("auth").getFlushMode()).isEqualTo(FlushModeType.AUTO);
                router.setFlushMode(FlushModeType.COMMIT);
                router.setProperty("jakarta.persistence.lock.timeout", 100);
                assertThat(router.getFlushMode()).isEqualTo(FlushModeType.COMMIT);
                assertThat(router.getProperties()).containsEntry("jakarta.persistence.lock.timeout", 100);
                assertThat(bound("auth").getFlushMode()).isEqualTo(FlushModeType.COMMIT);
                assertThat(bound("meta").getFlushMode()).isEqualTo(FlushModeType.COMMIT);
            });
            app.inRequest(() -> assertThat(router.getFlushMode()).isEqualTo(FlushModeType.AUTO));
        }

        @Test
        void belongsToTheContainer() {
            assertThat(router.isOpen()).isTrue();
            assertThatThrownBy(router::close)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("BINDKEY-122: This entity manager belongs to the container, which closes it: "
                            + "do not call close().");
            assertThatThrownBy(bound("auth")::close).isInstanceOf(IllegalStateException.class);
        }

        @Test
        void unwrapsOnlyWhatItIs() {
            assertThat(router.unwrap(EntityManager.class)).isSameAs(router);
            assertThatThrownBy(() -> router.unwrap(Session.class))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "BINDKEY-112: The router stands for several binds and has no org.hibernate.Session of its "
                                    + "own. Inject @Bound(\"default\") EntityManager and unwrap that.");
            app.inRequest(() -> assertThat(bound("auth").unwrap(Session.class)).isInstanceOf(Session.class));
        }

        @Test
        void takesACriteriaQueryOfABindsOwnBuilder() {
            app.inRequest(() -> {
                var query = bound("auth").getCriteriaBuilder().createQuery(User.class);
                query.from(User.class);
                assertThat(router.createQuery(query).getResultList()).isEmpty();
            });
        }

        @Test
        void hasAMetamodelOverAllBinds() {
            Metamodel metamodel = app.get(Metamodel.class, Bound.Literal.ROUTER);
            assertThat(metamodel.getEntities())
                    .extracting(type -> type.getJavaType().getName())
                    .containsExactlyInAnyOrder(
                            Invoice.class.getName(),
                            Shown.class.getName(),
                            User.class.getName(),
                            Admin.class.getName(),
                            Setting.class.getName(),
                            MetaUser.class.getName(),
                            Other.class.getName());
            assertThat(metamodel.entity(Admin.class).getName()).isEqualTo("Admin");
            assertThat(metamodel.entity("Other").getJavaType()).isEqualTo(Other.class);
            assertThatThrownBy(() -> metamodel.managedType(WithId.class))
                    .isInstanceOf(UnroutableException.class)
                    .hasMessage("BINDKEY-116: io.bindkey.deployment.Entities$WithId belongs to several binds: default, "
                            + "auth, meta. Inject the @Bound(\"key\") Metamodel of one.");
        }

        @Test
        void survivesSerialization() throws Exception {
            for (EntityManager em : List.of(router, bound("auth"))) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                new ObjectOutputStream(bytes).writeObject(em);
                Object back = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
                assertThat(back).isSameAs(em);
            }
        }
    }

    @Nested
    class Contexts {

        @Test
        void areNeeded() {
            assertThatThrownBy(() -> router.find(User.class, 1L))
                    .isInstanceOf(ContextNotActiveException.class)
                    .hasMessage(
                            "BINDKEY-120: No persistence context: neither a transaction nor a request is active on this "
                                    + "thread. Add @Transactional or @ActivateRequestContext to the method, or in Java SE call "
                                    + "RequestContextController.activate().");
        }

        @Test
        void withoutATransactionRefuseToWrite() {
            app.inRequest(() -> {
                assertThatThrownBy(() -> router.persist(new User()))
                        .isInstanceOf(TransactionRequiredException.class)
                        .hasMessage(
                                "BINDKEY-121: persist on bind 'auth' needs an active transaction. Add @Transactional "
                                        + "to the method, or begin one with getTransaction() where there is no transaction manager.");
                assertThatThrownBy(() -> bound("auth").persist(new User()))
                        .isInstanceOf(TransactionRequiredException.class);
                assertThatThrownBy(router::flush).isInstanceOf(TransactionRequiredException.class);
                assertThatThrownBy(router::joinTransaction).isInstanceOf(TransactionRequiredException.class);
            });
        }

        @Test
        void rememberEntitiesForTheRequest() {
            app.inRequest(() -> {
                router.getTransaction().begin();
                Invoice invoice = new Invoice();
                router.persist(invoice);
                router.getTransaction().commit();
                assertThat(router.find(Invoice.class, invoice.id)).isSameAs(invoice);

                router.getTransaction().begin();
                invoice.text = "changed";
                router.getTransaction().commit();
            });
            app.inRequest(() -> assertThat(router.createQuery("select i.text from Invoice i", String.class)
                            .getResultList())
                    .contains("changed"));
        }

        @Test
        void areMarkedForRollbackByRoutingErrors() {
            app.inRequest(() -> {
                router.getTransaction().begin();
                Invoice invoice = new Invoice();
                router.persist(invoice);
                assertThatThrownBy(() -> router.createQuery("select i from Invoice i, Admin a"))
                        .isInstanceOf(CrossBindException.class);
                assertThatThrownBy(() -> router.createNativeQuery("select 1")).isInstanceOf(UnroutableException.class);
                assertThat(router.getTransaction().getRollbackOnly()).isTrue();
                router.getTransaction().rollback();
                assertThat(router.find(Invoice.class, invoice.id)).isNull();
            });
        }
    }

    @Nested
    class SchemaOperations {

        @Test
        void refuseAnUnknownKeyBeforeAnythingHappens() {
            assertThatThrownBy(() -> app.get(SchemaOps.class).drop("auth", "meat"))
                    .isInstanceOf(UnknownBindException.class)
                    .hasMessage("BINDKEY-100: There is no bind 'meat'. Known binds: default, auth, meta, off. "
                            + "Did you mean 'meta'?");
            app.inRequest(
                    () -> assertThat(list(router.createQuery("from Admin"))).isEmpty());
        }

        @Test
        void workOnNoBindForAnEmptyCollectionOrArray() {
            assertThat(app.get(SchemaOps.class).drop(List.of()).outcomes()).isEmpty();
            assertThat(app.get(SchemaOps.class).drop(new String[0]).outcomes()).isEmpty();
        }

        @Test
        void areRefusedInsideATransaction() {
            inTransaction(
                    () -> assertThatThrownBy(() -> app.get(SchemaOps.class).create())
                            .isInstanceOf(SchemaOpsException.class)
                            .hasMessage(
                                    "BINDKEY-162: SchemaOps.create() is refused inside an active transaction: databases commit "
                                            + "it when they change a schema. Call it before or after."));
        }

        @Test
        void refuseABindThatIsSwitchedOffByName() {
            assertThatThrownBy(() -> app.get(SchemaOps.class).create("off"))
                    .isInstanceOf(PersistenceException.class)
                    .hasMessage("BINDKEY-140: Bind 'off' is switched off by binds.off.active = false.");
        }

        @Test
        void refuseToDropWhereItIsNotAllowedAndChangeNothing() {
            try (Application other = Application.of(Invoice.class, User.class)
                    .withH2("default")
                    .withH2("auth")
                    .with("binds.default.url", "jdbc:h2:mem:refused")
                    .with("binds.auth.url", "jdbc:h2:mem:refused_auth")
                    .with("binds.auth.schema.allow-drop", "false")
                    .with("binds-defaults.schema.strategy", "create")
                    .start()) {
                assertThatThrownBy(() -> other.get(SchemaOps.class).drop())
                        .isInstanceOf(SchemaOpsException.class)
                        .hasMessage(
                                "BINDKEY-161: SchemaOps.drop() would drop tables in bind 'auth', which is not allowed. "
                                        + "Nothing was removed. Set binds.auth.schema.allow-drop = true to allow it.");
                other.inRequest(() -> assertThat(list(other.get(EntityManager.class, Bound.Literal.ROUTER)
                                .createQuery("from Invoice")))
                        .isEmpty());
            }
        }
    }
}
