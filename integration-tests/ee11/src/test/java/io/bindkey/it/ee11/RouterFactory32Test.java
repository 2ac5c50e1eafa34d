// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.ee11;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.Bound;
import io.bindkey.SchemaOpsException;
import io.bindkey.it.scenarios.Application;
import io.bindkey.it.scenarios.model.Order;
import io.bindkey.it.scenarios.model.auth.User;
import io.bindkey.it.scenarios.model.meta.AuditEntry;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnitTransactionType;
import jakarta.persistence.PersistenceUnitUtil;
import jakarta.persistence.RollbackException;
import jakarta.persistence.SchemaManager;
import jakarta.persistence.SchemaValidationException;
import jakarta.persistence.TypedQueryReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What Jakarta Persistence 3.2 adds to factories, by way of the router's. */
@Tag("later")
class RouterFactory32Test {

    @SuppressWarnings("NullAway.Init") // by each group
    private Application app;

    @AfterEach
    void stop() {
        app.close();
    }

    private EntityManagerFactory factory() {
        return app.get(EntityManagerFactory.class, Bound.Literal.ROUTER);
    }

    @Nested
    class ResourceLocal {

        @BeforeEach
        void start() {
            app = Application.onH2().resourceLocal().withTables().start();
        }

        @Test
        void hasANameAndATransactionType() {
            assertThat(factory().getName()).isEqualTo("router");
            assertThat(factory().getTransactionType()).isEqualTo(PersistenceUnitTransactionType.RESOURCE_LOCAL);
        }

        @Test
        void commitsWhatIsRunInATransaction() {
            List<EntityManager> used = new ArrayList<>();
            factory().runInTransaction(em -> {
                used.add(em);
                em.persist(AuditEntry.of("one"));
            });
            long count = factory().callInTransaction(em -> em.createNamedQuery("AuditEntry.count", Long.class)
                    .getSingleResult());

            assertThat(count).isEqualTo(1);
            assertThat(used.get(0).isOpen()).isFalse();
        }

        @Test
        void rollsBackWhatThrows() {
            assertThatThrownBy(() -> factory().runInTransaction(em -> {
                        em.persist(AuditEntry.of("never"));
                        em.flush();
                        throw new IllegalStateException("no");
                    }))
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessage("no");
            assertThatThrownBy(() -> factory().runInTransaction(em -> {
                        em.persist(AuditEntry.of("never"));
                        em.getTransaction().setRollbackOnly();
                    }))
                    .isInstanceOf(RollbackException.class);

            assertThat(app.database(META).count("audit_entry")).isZero();
        }

        @Test
        void knowsNamedQueriesAndGraphs() {
            TypedQueryReference<AuditEntry> latest =
                    factory().getNamedQueries(AuditEntry.class).get("AuditEntry.latest");
            app.inRequest(() ->
                    assertThat(app.router().createQuery(latest).getResultList()).isEmpty());
            assertThat(factory().getNamedEntityGraphs(Order.class)).containsKey("Order.withItems");
        }

        @Test
        void utilLoadsByTheBindOfTheInstance() {
            app.inTransaction(em -> em.persist(User.named("ada")));
            PersistenceUnitUtil util = app.get(PersistenceUnitUtil.class, Bound.Literal.ROUTER);
            app.inRequest(() -> {
                User ada = app.router().createQuery("from User", User.class).getSingleResult();
                assertThat(util.getVersion(ada)).isEqualTo(0);
                assertThat(util.<User>getClass(ada)).isEqualTo(User.class);
                assertThat(util.isInstance(ada, User.class)).isTrue();
                assertThat(util.isLoaded(ada, "roles")).isFalse();
                util.load(ada);
                var name = app.router().getMetamodel().entity(User.class).getSingularAttribute("name", String.class);
                util.load(ada, name);
                assertThat(util.isLoaded(ada, name)).isTrue();
            });
        }
    }

    @Nested
    class TheSchemaManager {

        private SchemaManager manager() {
            return app.get(SchemaManager.class, Bound.Literal.ROUTER);
        }

        @Test
        void worksOnAllBinds() throws SchemaValidationException {
            app = Application.onH2().resourceLocal().start();

            manager().create(false);
            assertThat(app.database(DEFAULT).tables()).contains("person");
            assertThat(app.database(META).tables()).contains("audit_entry");
            assertThat(app.database(AUTH).tables()).contains("users");
            manager().validate();

            app.inTransaction(em -> em.persist(AuditEntry.of("gone")));
            manager().truncate();
            assertThat(app.database(META).count("audit_entry")).isZero();

            manager().drop(false);
            assertThat(app.database(DEFAULT).tables()).isEmpty();
            assertThat(app.database(META).tables()).isEmpty();
            assertThat(app.database(AUTH).tables()).isEmpty();
        }

        @Test
        void validatesEachBind() {
            app = Application.onH2().resourceLocal().withTables().start();
            app.database(META).execute("drop table setting");
            app.database(AUTH).execute("drop table admins");

            assertThatThrownBy(() -> manager().validate())
                    .isInstanceOf(SchemaValidationException.class)
                    .hasMessageContainingAll("bind 'auth': ", "; bind 'meta': ")
                    .extracting(e -> ((SchemaValidationException) e).getFailures().length)
                    .isEqualTo(2);
        }

        @Test
        void obeysTheGuardsOfTheBinds() {
            app = Application.onH2()
                    .resourceLocal()
                    .withTables()
                    .with("binds.auth.schema.allow-drop", "false")
                    .start();

            assertThatThrownBy(() -> manager().drop(false))
                    .isInstanceOf(SchemaOpsException.class)
                    .hasMessageContaining("Set binds.auth.schema.allow-drop = true to allow it.");
            assertThatThrownBy(() -> manager().truncate()).isInstanceOf(SchemaOpsException.class);
            app.inTransaction(em -> assertThatThrownBy(() -> manager().create(false))
                    .isInstanceOf(SchemaOpsException.class)
                    .hasMessageStartingWith("BINDKEY-162"));

            assertThat(app.database(META).tables()).contains("audit_entry");
        }
    }

    @Nested
    class UnderJta {

        @BeforeEach
        void start() {
            app = Application.onH2().withTransactional().withTables().start();
        }

        @Test
        void beginsATransactionWhereThereIsNone() {
            assertThat(factory().getTransactionType()).isEqualTo(PersistenceUnitTransactionType.JTA);

            factory().runInTransaction(em -> em.persist(AuditEntry.of("one")));
            assertThatThrownBy(() -> factory().runInTransaction(em -> {
                        em.persist(AuditEntry.of("two"));
                        em.flush();
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");

            assertThat(app.rows(META, "select text from audit_entry")).containsExactly("one");
        }

        @Test
        void takesPartInTheActiveTransaction() throws Exception {
            var manager = com.arjuna.ats.jta.TransactionManager.transactionManager();
            manager.begin();
            factory().runInTransaction(em -> em.persist(AuditEntry.of("one")));
            assertThat(app.database(META).count("audit_entry")).isZero();
            manager.commit();
            assertThat(app.database(META).count("audit_entry")).isEqualTo(1);

            manager.begin();
            assertThatThrownBy(() -> factory().runInTransaction(em -> {
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            assertThat(manager.getStatus()).isEqualTo(jakarta.transaction.Status.STATUS_MARKED_ROLLBACK);
            manager.rollback();
        }
    }
}
