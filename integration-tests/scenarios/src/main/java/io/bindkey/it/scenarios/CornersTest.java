// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.META;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.Bound;
import io.bindkey.CrossBindException;
import io.bindkey.UnroutableException;
import io.bindkey.it.scenarios.model.Order;
import io.bindkey.it.scenarios.model.OrderItem;
import io.bindkey.it.scenarios.model.Person;
import io.bindkey.it.scenarios.model.auth.Role;
import io.bindkey.it.scenarios.model.auth.RoleUse;
import io.bindkey.it.scenarios.model.auth.User;
import io.bindkey.it.scenarios.model.meta.AuditEntry;
import jakarta.persistence.CacheRetrieveMode;
import jakarta.persistence.CacheStoreMode;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityNotFoundException;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.LockModeType;
import jakarta.persistence.NoResultException;
import jakarta.persistence.NonUniqueResultException;
import jakarta.persistence.OptimisticLockException;
import jakarta.persistence.RollbackException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The less used calls of an entity manager, by way of the router, and what it throws. */
@Tag("any-provider")
@TestInstance(Lifecycle.PER_CLASS)
class CornersTest {

    private static final Map<String, Object> TIMEOUT = Map.of("jakarta.persistence.lock.timeout", 1000);

    private Application app;

    @BeforeAll
    void start() {
        app = Application.onH2().resourceLocal().withTablesOfTheProvider().start();
        app.database(AUTH).execute("create alias role_names for '" + Procedures.class.getName() + ".roleNames'");
    }

    @BeforeEach
    void emptyTables() {
        app.emptyTables();
    }

    @AfterAll
    void stop() {
        app.close();
    }

    private Object persisted(Object entity) {
        app.inTransaction(em -> em.persist(entity));
        return app.get(EntityManagerFactory.class, Bound.Literal.ROUTER)
                .getPersistenceUnitUtil()
                .getIdentifier(entity);
    }

    @Test
    void locksWithATimeout() {
        Object id = persisted(AuditEntry.of("one"));

        app.inTransaction(em -> {
            AuditEntry entry = em.find(AuditEntry.class, id, LockModeType.PESSIMISTIC_WRITE, TIMEOUT);
            assertThat(em.getLockMode(entry)).isEqualTo(LockModeType.PESSIMISTIC_WRITE);
            em.lock(entry, LockModeType.PESSIMISTIC_FORCE_INCREMENT, TIMEOUT);
            em.refresh(entry, LockModeType.PESSIMISTIC_WRITE, TIMEOUT);
        });
        app.inTransaction(em -> em.lock(em.find(AuditEntry.class, id), LockModeType.OPTIMISTIC_FORCE_INCREMENT));

        List<String> versions = app.rows(META, "select version from audit_entry");
        assertThat(versions).hasSize(1).doesNotContain("0", "1");
    }

    @Test
    void findsWithAGraphAsHint() {
        Person ada = Person.named("Ada");
        app.inTransaction(em -> {
            em.persist(ada);
            em.persist(Order.by(ada, OrderItem.of("engine", 1)));
        });

        Order order = app.resultInRequest(em -> {
            EntityGraph<Order> graph = em.createEntityGraph(Order.class);
            graph.addAttributeNodes("items");
            return em.createQuery("select o from Order o", Order.class)
                    .setHint("jakarta.persistence.loadgraph", graph)
                    .getSingleResult();
        });

        assertThat(order.items).extracting(i -> i.product).containsExactly("engine");
        app.inRequest(() -> {
            List<String> names = app.router().getEntityGraphs(Order.class).stream()
                    .map(EntityGraph::getName)
                    .toList();
            assertThat(names).containsExactly("Order.withItems");
        });
    }

    @Test
    void obeysTheFlushMode() {
        app.inTransaction(em -> {
            em.setFlushMode(FlushModeType.COMMIT);
            em.persist(User.named("ada"));
            assertThat(em.createQuery("select u from User u", User.class).getResultList())
                    .isEmpty();
            assertThat(em.createQuery("select u from User u", User.class)
                            .setFlushMode(FlushModeType.AUTO)
                            .getResultList())
                    .hasSize(1);
        });
    }

    @Test
    void takesCacheModesAsProperties() {
        Object id = persisted(AuditEntry.of("one"));
        app.inRequest(() -> {
            EntityManager em = app.router();
            em.setProperty("jakarta.persistence.cache.retrieveMode", CacheRetrieveMode.BYPASS);
            em.setProperty("jakarta.persistence.cache.storeMode", CacheStoreMode.BYPASS);
            assertThat(em.getProperties()).containsKey("jakarta.persistence.cache.retrieveMode");
            assertThat(em.find(AuditEntry.class, id, Map.of()).text).isEqualTo("one");
        });
    }

    @Test
    void callsProcedures() {
        persisted(Role.named("reader"));

        app.inTransaction(em -> {
            List<?> named = em.createNamedStoredProcedureQuery("Role.names").getResultList();
            assertThat(named).isEqualTo(List.of(new RoleUse("reader", 7)));
            List<?> mapped =
                    em.createStoredProcedureQuery("role_names", "RoleUse").getResultList();
            assertThat(mapped).isEqualTo(named);
        });
    }

    @Test
    void streamsResults() {
        app.inTransaction(em -> List.of("a", "b", "c").forEach(text -> em.persist(AuditEntry.of(text))));

        app.inTransaction(em -> {
            try (Stream<String> texts = em.createQuery("select e.text from AuditEntry e order by e.text", String.class)
                    .getResultStream()) {
                assertThat(texts).containsExactly("a", "b", "c");
            }
        });
    }

    /** The router adds nothing to what the provider throws, and the provider alone decides what that does. */
    @Nested
    class Exceptions {

        /** {@return what is thrown, and whether the transaction can still be committed} */
        private String outcome(EntityManager em, Consumer<EntityManager> work) {
            em.getTransaction().begin();
            try {
                String thrown = thrownBy(() -> work.accept(em));
                return thrown + ", rollback only: " + em.getTransaction().getRollbackOnly();
            } finally {
                em.getTransaction().rollback();
            }
        }

        private String thrownBy(Runnable work) {
            try {
                work.run();
                return "nothing";
            } catch (RuntimeException e) {
                return e.getClass().getName();
            }
        }

        /** {@return what it is on the router, after a look at the provider's own entity manager} */
        private String sameAsOfTheProvider(String key, Consumer<EntityManager> work) {
            EntityManager own =
                    app.get(EntityManagerFactory.class, Bound.Literal.of(key)).createEntityManager();
            try {
                String expected = outcome(own, work);
                app.inRequest(() -> assertThat(outcome(app.router(), work)).isEqualTo(expected));
                return expected;
            } finally {
                own.close();
            }
        }

        @Test
        void ofQueriesAreTheProviders() {
            assertThat(sameAsOfTheProvider(
                            AUTH, em -> em.createQuery("select u from User u").getSingleResult()))
                    .startsWith(NoResultException.class.getName());
            app.inTransaction(em -> {
                em.persist(Role.named("a"));
                em.persist(Role.named("b"));
            });
            assertThat(sameAsOfTheProvider(
                            AUTH, em -> em.createQuery("select r from Role r").getSingleResult()))
                    .startsWith(NonUniqueResultException.class.getName());
            assertThat(sameAsOfTheProvider(AUTH, em -> em.createQuery("select u.nothing from User u")))
                    .startsWith(IllegalArgumentException.class.getName());
            assertThat(sameAsOfTheProvider(AUTH, em -> em.createQuery("select u from User u where")))
                    .startsWith(IllegalArgumentException.class.getName());
        }

        @Test
        void ofInstancesAreTheProviders() {
            assertThat(sameAsOfTheProvider(AUTH, em -> em.find(User.class, "no number")))
                    .startsWith(IllegalArgumentException.class.getName());
            assertThat(sameAsOfTheProvider(AUTH, em -> em.refresh(User.named("new"))))
                    .startsWith(IllegalArgumentException.class.getName());
            Object id = persisted(AuditEntry.of("one"));
            assertThat(sameAsOfTheProvider(META, em -> {
                        AuditEntry entry = em.find(AuditEntry.class, id);
                        em.createQuery("delete from AuditEntry e").executeUpdate();
                        em.refresh(entry);
                    }))
                    .startsWith(EntityNotFoundException.class.getName());
        }

        @Test
        void ofAFailedFlushAreTheProviders() {
            persisted(AuditEntry.of("one"));
            AuditEntry stale = app.resultInRequest(em -> em.createQuery("select e from AuditEntry e", AuditEntry.class)
                    .getSingleResult());
            app.database(META).execute("update audit_entry set version = 9");
            stale.text = "changed";

            assertThat(sameAsOfTheProvider(META, em -> {
                        em.merge(stale);
                        em.flush();
                    }))
                    .isEqualTo(OptimisticLockException.class.getName() + ", rollback only: true");
        }

        @Test
        void ofACommitTellTheCause() {
            persisted(AuditEntry.of("one"));

            assertThatThrownBy(() -> app.inTransaction(em -> {
                        AuditEntry entry = em.createQuery("select e from AuditEntry e", AuditEntry.class)
                                .getSingleResult();
                        entry.text = "changed";
                        app.database(META).execute("update audit_entry set version = 9");
                    }))
                    .isInstanceOf(RollbackException.class)
                    .hasCauseInstanceOf(OptimisticLockException.class);
        }

        /** As runtime exceptions of any entity manager do (Jakarta Persistence, section 3.1.1). */
        @Test
        void ofTheRouterMarkTheTransaction() {
            refused(UnroutableException.class, em -> em.createNativeQuery("select 1"));
            refused(
                    CrossBindException.class,
                    em -> em.createQuery("select u from User u, AuditEntry e where e.text = u.name"));
            refused(IllegalArgumentException.class, em -> em.createQuery("select x from Nothing x"));
            refused(IllegalArgumentException.class, em -> em.createNamedQuery("nothing"));
            refused(IllegalArgumentException.class, em -> em.find(String.class, 1));
            refused(IllegalArgumentException.class, em -> em.persist("text"));
            refused(IllegalArgumentException.class, em -> em.unwrap(null));
            refused(IllegalStateException.class, em -> em.unwrap(String.class));
            refused(IllegalStateException.class, EntityManager::close);

            assertThat(app.rows(META, "select text from audit_entry")).isEmpty();
        }

        private void refused(Class<? extends RuntimeException> type, Consumer<EntityManager> call) {
            app.inRequest(() -> {
                EntityManager em = app.router();
                em.getTransaction().begin();
                em.persist(AuditEntry.of("never"));
                assertThatThrownBy(() -> call.accept(em)).isInstanceOf(type).hasMessageStartingWith("BINDKEY-");
                assertThatThrownBy(() -> em.getTransaction().commit()).isInstanceOf(RollbackException.class);
            });
        }

        @Test
        void ofABoundEntityManagerMarkTheTransactionOfTheBind() {
            app.inRequest(() -> {
                EntityManager em = app.entityManager(META);
                em.getTransaction().begin();
                em.persist(AuditEntry.of("never"));
                assertThatThrownBy(() -> em.unwrap(null)).hasMessageStartingWith("BINDKEY-115");
                assertThatThrownBy(() -> em.getTransaction().commit()).isInstanceOf(RollbackException.class);
            });

            assertThat(app.rows(META, "select text from audit_entry")).isEmpty();
        }
    }
}
