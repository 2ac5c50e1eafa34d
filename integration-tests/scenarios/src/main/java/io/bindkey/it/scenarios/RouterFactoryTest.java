// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.Bound;
import io.bindkey.CrossBindWriteException;
import io.bindkey.UnroutableException;
import io.bindkey.it.scenarios.model.Announcement;
import io.bindkey.it.scenarios.model.Order;
import io.bindkey.it.scenarios.model.OrderItem;
import io.bindkey.it.scenarios.model.Person;
import io.bindkey.it.scenarios.model.auth.Admin;
import io.bindkey.it.scenarios.model.auth.User;
import io.bindkey.it.scenarios.model.meta.AuditEntry;
import io.bindkey.it.scenarios.model.shared.Address;
import jakarta.persistence.Cache;
import jakarta.persistence.EntityGraph;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FlushModeType;
import jakarta.persistence.PersistenceUnitUtil;
import jakarta.persistence.Query;
import jakarta.persistence.SynchronizationType;
import jakarta.persistence.TransactionRequiredException;
import jakarta.persistence.criteria.CriteriaQuery;
import jakarta.persistence.metamodel.Metamodel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The router's factory, on any provider. */
@Tag("any-provider")
@TestInstance(Lifecycle.PER_CLASS)
class RouterFactoryTest {

    private Application app;
    private EntityManagerFactory factory;

    @BeforeAll
    void start() {
        app = Application.onH2().resourceLocal().withTablesOfTheProvider().start();
        factory = app.get(EntityManagerFactory.class, Bound.Literal.ROUTER);
    }

    @BeforeEach
    void emptyTables() {
        app.emptyTables();
    }

    @AfterAll
    void stop() {
        app.close();
    }

    @Test
    void isTheOneThatTheRouterKnows() {
        assertThat(app.router().getEntityManagerFactory()).isSameAs(factory);
        assertThat(factory).hasToString("factory of the router over binds [default, auth, meta]");
    }

    @Test
    void injectedEntityManagersSurviveSerialization() throws Exception {
        for (EntityManager em : List.of(app.router(), app.entityManager(AUTH))) {
            Object back = new ObjectInputStream(new ByteArrayInputStream(serialized(em))).readObject();
            assertThat(back).isSameAs(em);
        }
    }

    private static byte[] serialized(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new ObjectOutputStream(bytes).writeObject(object);
        return bytes.toByteArray();
    }

    @Test
    void belongsToTheContainer() {
        assertThat(factory.isOpen()).isTrue();
        assertThatThrownBy(factory::close)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("BINDKEY-122: This entity manager factory belongs to the container, which closes it:"
                        + " do not call close().");
    }

    @Test
    void isOpenAsLongAsTheApplication() {
        Application other = Application.onH2().start();
        EntityManagerFactory its = other.get(EntityManagerFactory.class, Bound.Literal.ROUTER);
        assertThat(its.isOpen()).isTrue();

        other.close();

        assertThat(its.isOpen()).isFalse();
    }

    @Test
    void unwrapsOnlyWhatItIs() {
        assertThat(factory.unwrap(EntityManagerFactory.class)).isSameAs(factory);
        assertThatThrownBy(() -> factory.unwrap(Runnable.class))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("BINDKEY-112: The router stands for several binds and has no java.lang.Runnable of its own."
                        + " Inject @Bound(\"default\") EntityManagerFactory and unwrap that.");
    }

    @Test
    void hasThePropertiesThatAllBindsShare() {
        try (Application other = Application.onH2()
                .with("binds-defaults.properties.\"app.colour\"", "blue")
                .with("binds.default.properties.\"app.size\"", "small")
                .with("binds.meta.properties.\"app.size\"", "large")
                .with("binds.auth.properties.\"app.size\"", "small")
                .start()) {
            assertThat(other.get(EntityManagerFactory.class, Bound.Literal.ROUTER)
                            .getProperties())
                    .containsEntry("app.colour", "blue")
                    .doesNotContainKey("app.size");
        }
    }

    @Nested
    class AnApplicationManagedRouter {

        /** Hibernate does not look at such a property, EclipseLink would connect there, past the guard. */
        @Test
        void doesNotGoToOtherDatabases() {
            JdbcDataSource elsewhere = new JdbcDataSource();
            elsewhere.setURL(Application.freshH2("elsewhere").url());
            Map<String, Object> properties = Map.of("jakarta.persistence.nonJtaDataSource", elsewhere);
            if (System.getProperty("platform.hibernate") == null) {
                assertThatThrownBy(() -> factory.createEntityManager(properties))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessage(
                                "BINDKEY-178: jakarta.persistence.nonJtaDataSource would take the entity manager of bind"
                                        + " 'default' to other connections than those of the bind: leave it out. A database of"
                                        + " its own is a bind of its own.");
                return;
            }
            try (EntityManager em = factory.createEntityManager(properties)) {
                em.getTransaction().begin();
                em.persist(AuditEntry.of("one"));
                em.getTransaction().commit();
            }
            assertThat(app.rows(META, "select text from audit_entry")).containsExactly("one");
        }

        @Test
        void needsNoRequest() {
            EntityManager em = factory.createEntityManager();
            em.getTransaction().begin();
            em.persist(AuditEntry.of("one"));
            em.getTransaction().commit();
            em.close();

            assertThat(app.rows(META, "select text from audit_entry")).containsExactly("one");
        }

        @Test
        void hasContextsOfItsOwn() {
            EntityManager em = factory.createEntityManager();
            EntityManager other = factory.createEntityManager(Map.of());
            em.getTransaction().begin();
            User ada = User.named("ada");
            em.persist(ada);
            em.getTransaction().commit();

            assertThat(em.find(User.class, ada.id)).isSameAs(ada);
            assertThat(other.find(User.class, ada.id)).isNotSameAs(ada);
            app.inRequest(() -> assertThat(app.router().contains(ada)).isFalse());
            em.close();
            other.close();
        }

        @Test
        void keepsChangesForItsNextTransaction() {
            EntityManager em = factory.createEntityManager();
            em.persist(AuditEntry.of("early"));
            assertThat(app.database(META).count("audit_entry")).isZero();
            assertThat(em.isJoinedToTransaction()).isFalse();

            em.getTransaction().begin();
            assertThat(em.isJoinedToTransaction()).isTrue();
            em.joinTransaction();
            em.flush();
            em.getTransaction().commit();
            em.close();

            assertThat(app.rows(META, "select text from audit_entry")).containsExactly("early");
        }

        @Test
        void isClosedByTheApplication() {
            EntityManager em = factory.createEntityManager();
            assertThat(em.isOpen()).isTrue();
            em.close();

            assertThat(em.isOpen()).isFalse();
            assertThat(em.getTransaction().isActive()).isFalse();
            String closed = "BINDKEY-136: The application has closed this entity manager.";
            assertThatThrownBy(() -> em.find(User.class, 1L))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(closed);
            assertThatThrownBy(em::clear).hasMessage(closed);
            assertThatThrownBy(em::getMetamodel).hasMessage(closed);
            assertThatThrownBy(em::getEntityManagerFactory).hasMessage(closed);
            assertThatThrownBy(em::isJoinedToTransaction).hasMessage(closed);
            assertThatThrownBy(em::close).hasMessage(closed);
        }

        @Test
        void staysWithItsTransactionWhenItIsClosedInside() {
            EntityManager em = factory.createEntityManager();
            em.getTransaction().begin();
            AuditEntry entry = AuditEntry.of("before");
            em.persist(entry);
            em.close();
            entry.text = "after";
            em.getTransaction().commit();

            assertThat(app.rows(META, "select text from audit_entry")).containsExactly("after");
        }

        @Test
        void rollsBack() {
            EntityManager em = factory.createEntityManager();
            em.getTransaction().begin();
            em.persist(AuditEntry.of("never"));
            em.flush();
            em.getTransaction().rollback();
            em.close();

            assertThat(app.database(META).count("audit_entry")).isZero();
        }

        @Test
        void writesToOneBindPerTransaction() {
            EntityManager em = factory.createEntityManager();
            em.getTransaction().begin();
            em.persist(AuditEntry.of("first"));
            assertThatThrownBy(() -> {
                        // Numbered by its database: some providers insert it now, some with the flush.
                        em.persist(Announcement.of("second"));
                        em.flush();
                    })
                    .isInstanceOf(CrossBindWriteException.class);
            em.getTransaction().rollback();
            em.close();

            assertThat(app.database(META).count("audit_entry")).isZero();
            assertThat(app.database(DEFAULT).count("announcement")).isZero();
        }

        @Test
        void hasATransactionOfItsOwnInsideThatOfARequest() {
            app.inTransaction(outer -> {
                outer.persist(AuditEntry.of("outer"));
                EntityManager em = factory.createEntityManager();
                em.getTransaction().begin();
                em.persist(User.named("inner"));
                em.getTransaction().commit();
                em.close();
            });

            assertThat(app.rows(AUTH, "select name from users")).containsExactly("inner");
            assertThat(app.rows(META, "select text from audit_entry")).containsExactly("outer");
        }

        @Test
        void doesNotLendItsTransactionToTheRequest() {
            EntityManager em = factory.createEntityManager();
            em.getTransaction().begin();
            em.persist(User.named("own"));
            em.flush();
            app.inTransaction(inner -> inner.persist(AuditEntry.of("inner")));
            em.getTransaction().commit();
            em.close();

            assertThat(app.rows(AUTH, "select name from users")).containsExactly("own");
            assertThat(app.rows(META, "select text from audit_entry")).containsExactly("inner");
        }

        @Test
        void keepsSettingsForBindsThatJoinLater() {
            EntityManager em = factory.createEntityManager();
            em.setFlushMode(FlushModeType.COMMIT);
            em.getTransaction().begin();
            em.persist(User.named("ada"));

            assertThat(em.getFlushMode()).isEqualTo(FlushModeType.COMMIT);
            assertThat(em.createQuery("select u from User u", User.class).getResultList())
                    .isEmpty();
            em.getTransaction().rollback();
            em.close();
        }

        @Test
        void needsATransactionToFlush() {
            EntityManager em = factory.createEntityManager();
            assertThatThrownBy(em::flush).isInstanceOf(TransactionRequiredException.class);
            assertThatThrownBy(em::joinTransaction).isInstanceOf(TransactionRequiredException.class);
            em.close();
        }

        @Test
        void synchronizesWithNothingWithoutJta() {
            assertThatThrownBy(() -> factory.createEntityManager(SynchronizationType.SYNCHRONIZED))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(
                            "BINDKEY-137: No bind takes part in JTA transactions, so there is nothing to synchronize"
                                    + " with: call createEntityManager() without a SynchronizationType.");
        }

        @Test
        void isNotSerialized() {
            EntityManager em = factory.createEntityManager();
            assertThatThrownBy(() -> serialized(em)).isInstanceOf(NotSerializableException.class);
            em.close();
        }
    }

    @Nested
    class TheViews {

        @Test
        void metamodelKnowsEveryBind() {
            Metamodel metamodel = app.get(Metamodel.class, Bound.Literal.ROUTER);

            assertThat(metamodel.getEntities())
                    .extracting(type -> type.getJavaType().getName())
                    .containsExactlyInAnyOrderElementsOf(entities(DEFAULT, META, AUTH))
                    .contains(Person.class.getName(), AuditEntry.class.getName(), Admin.class.getName());
            assertThat(metamodel.entity(Admin.class).getSupertype().getJavaType())
                    .isEqualTo(User.class);
            assertThat(metamodel.managedType(Person.class).getAttribute("name").getJavaType())
                    .isEqualTo(String.class);
            assertThatThrownBy(() -> metamodel.embeddable(Address.class))
                    .isInstanceOf(UnroutableException.class)
                    .hasMessage("BINDKEY-116: " + Address.class.getName() + " belongs to several binds: default, auth."
                            + " Inject the @Bound(\"key\") Metamodel of one.");
            assertThatThrownBy(() -> metamodel.entity(String.class)).isInstanceOf(IllegalArgumentException.class);
        }

        private List<String> entities(String... keys) {
            return Stream.of(keys)
                    .flatMap(key -> app.get(Metamodel.class, Bound.Literal.of(key)).getEntities().stream())
                    .map(type -> type.getJavaType().getName())
                    .toList();
        }

        @Test
        void unitUtilAsksTheBindOfTheInstance() {
            PersistenceUnitUtil util = app.get(PersistenceUnitUtil.class, Bound.Literal.ROUTER);
            User ada = User.named("ada");
            app.inTransaction(em -> em.persist(ada));

            assertThat(util.getIdentifier(ada)).isEqualTo(ada.id);
            assertThat(util.isLoaded(ada)).isTrue();
            assertThat(util.isLoaded(ada, "name")).isTrue();
            app.inRequest(() -> {
                User found = app.router().find(User.class, ada.id);
                assertThat(util.isLoaded(found, "roles")).isFalse();
                assertThat(found.roles).isEmpty();
                assertThat(util.isLoaded(found, "roles")).isTrue();
            });
            assertThatThrownBy(() -> util.getIdentifier("ada"))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("BINDKEY-117: java.lang.String is not a managed type of any bind.");
        }

        @Test
        void cacheIsThatOfTheClass() {
            Cache cache = app.get(Cache.class, Bound.Literal.ROUTER);
            Cache ofAuth = app.get(Cache.class, Bound.Literal.of(AUTH));
            app.inTransaction(em -> em.persist(User.named("ada")));
            Object id = app.resultInRequest(
                    em -> em.createQuery("select u.id from User u").getSingleResult());

            assertThat(cache.contains(User.class, id)).isEqualTo(ofAuth.contains(User.class, id));
            cache.evict(User.class, id);
            assertThat(ofAuth.contains(User.class, id)).isFalse();
            cache.evict(User.class);
            cache.evictAll();
            assertThat(cache.unwrap(Cache.class)).isSameAs(cache);
            assertThatThrownBy(() -> cache.unwrap(Runnable.class)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> cache.contains(String.class, 1L)).isInstanceOf(IllegalArgumentException.class);
        }

        @Test
        void addsAQueryToItsBind() {
            app.inTransaction(em -> em.persist(User.named("ada")));
            app.inRequest(() -> {
                Query query = app.router().createQuery("select u.name from User u");
                factory.addNamedQuery("added", query);
            });

            app.inRequest(() -> {
                assertThat(app.router().createNamedQuery("added", String.class).getSingleResult())
                        .isEqualTo("ada");
                assertThat(app.entityManager(AUTH)
                                .createNamedQuery("added", String.class)
                                .getSingleResult())
                        .isEqualTo("ada");
            });
        }

        @Test
        void addsACriteriaQueryToItsBind() {
            app.inTransaction(em -> em.persist(AuditEntry.of("one")));
            app.inRequest(() -> {
                CriteriaQuery<String> criteria = factory.getCriteriaBuilder().createQuery(String.class);
                criteria.select(criteria.from(AuditEntry.class).get("text"));
                factory.addNamedQuery("criteria", app.router().createQuery(criteria));
            });

            app.inRequest(() -> assertThat(app.router()
                            .createNamedQuery("criteria", String.class)
                            .getSingleResult())
                    .isEqualTo("one"));
        }

        @Test
        void replacesAQueryOfTheSameName() {
            app.inTransaction(em -> em.persist(AuditEntry.of("one")));
            app.inRequest(() -> factory.addNamedQuery(
                    "Person.byName", app.router().createQuery("select a.text from AuditEntry a")));

            app.inRequest(() -> assertThat(
                            app.router().createNamedQuery("Person.byName").getSingleResult())
                    .isEqualTo("one"));
        }

        @Test
        void addsAGraphToItsBind() {
            app.inTransaction(em -> {
                Person ada = Person.named("Ada");
                em.persist(ada);
                em.persist(Order.by(ada, OrderItem.of("engine", 1)));
            });
            app.inRequest(() -> {
                EntityGraph<Order> graph = app.router().createEntityGraph(Order.class);
                graph.addAttributeNodes("items");
                factory.addNamedEntityGraph("added", graph);
            });

            Order order = app.resultInRequest(em -> {
                Object id = em.createQuery("select o.id from Order o").getSingleResult();
                Map<String, Object> hint = Map.of("jakarta.persistence.loadgraph", em.getEntityGraph("added"));
                assertThat(em.createEntityGraph("added")).isNotNull();
                return em.find(Order.class, id, hint);
            });

            assertThat(order.items).extracting(i -> i.product).containsExactly("engine");
        }
    }
}
