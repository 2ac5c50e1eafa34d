// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.Bind;
import io.bindkey.Binds;
import io.bindkey.Bound;
import io.bindkey.RollingBack;
import io.bindkey.deployment.Entities.Invoice;
import io.bindkey.deployment.Entities.User;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnitTransactionType;
import jakarta.persistence.StoredProcedureQuery;
import jakarta.persistence.SynchronizationType;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The binds as objects of the application's, and the entity manager of each. */
@Tag("later")
class RoutedBindsTest {

    private Application app;
    private Binds binds;
    private EntityManager router;
    private EntityManagerFactory factory;
    private EntityManager auth;

    @BeforeEach
    void start() {
        app = Application.of(Invoice.class, User.class)
                .withH2("default")
                .withH2("auth")
                .with("binds-defaults.schema.strategy", "create")
                .start();
        binds = app.get(Binds.class);
        router = app.get(EntityManager.class, Bound.Literal.ROUTER);
        factory = app.get(EntityManagerFactory.class, Bound.Literal.ROUTER);
        auth = binds.get("auth").entityManager();
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private static User ada() {
        User ada = new User();
        ada.name = "ada";
        return ada;
    }

    private long users() throws SQLException {
        try (Connection connection = binds.get("auth").dataSource().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from users")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Test
    void sayWhatTheyAre() {
        assertThat(binds).hasToString("binds [default, auth]");
        assertThat(binds.get("auth")).hasToString("bind 'auth'");
        assertThat(auth).hasToString("EntityManager of bind 'auth'");
        assertThat(router).hasToString("router over binds [default, auth]");
        assertThat(factory).hasToString("factory of the router over binds [default, auth]");
        assertThat(factory.getName()).isEqualTo("router");
    }

    @Test
    void areNotChangedByTheApplication() {
        Iterator<Bind> each = binds.iterator();
        each.next();
        assertThatThrownBy(each::remove).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> binds.keys().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> binds.get("auth").entities().clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThat(binds.keys()).containsExactly("default", "auth");
    }

    @Test
    void giveWhatIsInjectedOfThem() throws SQLException {
        assertThat(binds.get("auth").entityManagerFactory())
                .isSameAs(app.get(EntityManagerFactory.class, Bound.Literal.of("auth")));
        app.inRequest(() -> {
            auth.getTransaction().begin();
            auth.persist(ada());
            auth.getTransaction().commit();
            assertThat(router.createQuery("select u.name from User u", String.class)
                            .getResultList())
                    .containsExactly("ada");
        });
        assertThat(users()).isEqualTo(1);
    }

    @Test
    void areRolledBackTogetherWhateverIsCommitted() throws SQLException {
        app.inRequest(() -> {
            try (RollingBack test = binds.rollingBack()) {
                assertThat(test).isNotNull();
                auth.getTransaction().begin();
                auth.persist(ada());
                auth.getTransaction().commit();
                assertThat(auth.createQuery("from User", User.class).getResultList())
                        .hasSize(1);
            }
            assertThat(auth.createQuery("from User", User.class).getResultList())
                    .isEmpty();
        });
        assertThat(users()).isZero();
    }

    @Nested
    class TheEntityManagerOfOne {

        @Test
        void isEqualToItselfOnly() {
            assertThat(new HashSet<>(List.of(auth))).contains(auth);
            assertThat(auth).isNotEqualTo(binds.get("default").entityManager());
            assertThat(auth.equals(null)).isFalse();
            assertThat(auth).hasSameHashCodeAs(auth);
        }

        @Test
        void hasTheViewsOfItsFactory() {
            EntityManagerFactory own = binds.get("auth").entityManagerFactory();
            assertThat(auth.getEntityManagerFactory()).isSameAs(own);
            assertThat(auth.getMetamodel()).isSameAs(own.getMetamodel());
            assertThat(auth.getCriteriaBuilder()).isSameAs(own.getCriteriaBuilder());
        }

        @Test
        void takesPartInTheTransactionOverAllBinds() {
            app.inRequest(() -> {
                assertThat(auth.isJoinedToTransaction()).isFalse();
                router.getTransaction().begin();
                assertThat(auth.isJoinedToTransaction()).isTrue();
                assertThat(auth.getTransaction().isActive()).isTrue();
                router.getTransaction().rollback();
                assertThat(auth.getTransaction().isActive()).isFalse();
            });
        }

        @Test
        void knowsTheInstancesOfItsContext() {
            app.inRequest(() -> {
                User ada = ada();
                assertThat(auth.contains(ada)).isFalse();
                auth.getTransaction().begin();
                auth.persist(ada);
                auth.flush();
                assertThat(auth.contains(ada)).isTrue();
                auth.clear();
                assertThat(auth.contains(ada)).isFalse();
                User again = auth.find(User.class, ada.id);
                auth.detach(again);
                assertThat(auth.contains(again)).isFalse();
                auth.getTransaction().rollback();
            });
        }

        /** What a transaction has read stays readable after it, while others change the rows. */
        @Test
        void knowsWhatItHasReadBefore() {
            Session session = app.get(Session.class, Bound.Literal.of("auth"));
            app.inRequest(() -> {
                User ada = ada();
                auth.getTransaction().begin();
                auth.persist(ada);
                auth.getTransaction().commit();

                assertThat(session.getIdentifier(ada)).isEqualTo(ada.id);
                assertThat(session.isReadOnly(ada)).isFalse();
                session.setReadOnly(ada, true);
                assertThat(session.isReadOnly(ada)).isTrue();
                assertThat(session.getEntityName(ada)).isEqualTo(User.class.getName());
                session.evict(ada);
                assertThat(session.contains(ada)).isFalse();
            });
        }

        @Test
        void isUnwrappedAsWhatItIs() {
            assertThat(auth.unwrap(EntityManager.class)).isSameAs(auth);
            app.inRequest(() -> {
                assertThat(auth.unwrap(Session.class)).isNotSameAs(auth);
                router.getTransaction().begin();
                assertThatThrownBy(() -> auth.unwrap(null))
                        .isExactlyInstanceOf(IllegalArgumentException.class)
                        .hasMessage("BINDKEY-115: The type to unwrap must not be null.");
                assertThat(router.getTransaction().getRollbackOnly()).isTrue();
                router.getTransaction().rollback();
            });
        }

        @Test
        void throwsWhatTheProviderThrows() {
            app.inRequest(() -> assertThatThrownBy(() -> auth.find(Invoice.class, 1L))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("Invoice"));
        }
    }

    @Nested
    class TheRouter {

        @Test
        void isNotUnwrappedAsNothing() {
            app.inRequest(() -> assertThatThrownBy(() -> router.unwrap(null))
                    .isExactlyInstanceOf(IllegalArgumentException.class)
                    .hasMessage("BINDKEY-115: The type to unwrap must not be null."));
        }

        @Test
        void hasTransactionsOfItsOwn() {
            assertThat(factory.getTransactionType()).isEqualTo(PersistenceUnitTransactionType.RESOURCE_LOCAL);
            for (Runnable synchronizing : List.<Runnable>of(
                    () -> factory.createEntityManager(SynchronizationType.SYNCHRONIZED),
                    () -> factory.createEntityManager(SynchronizationType.UNSYNCHRONIZED, Map.of()))) {
                assertThatThrownBy(synchronizing::run)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("BINDKEY-137: No bind takes part in JTA transactions, so there is nothing to "
                                + "synchronize with: call createEntityManager() without a SynchronizationType.");
            }
        }

        /** Those of Hibernate's interfaces for it that one object can have. */
        @Test
        void ofTheApplicationCallsProcedures() {
            EntityManager own = factory.createEntityManager();
            StoredProcedureQuery call = own.createStoredProcedureQuery("none", User.class);
            assertThat(call.setHint("org.hibernate.comment", "seen")).isSameAs(call);
            own.close();
        }

        @Test
        void ofTheApplicationTakesNoPropertiesForNone() {
            EntityManager own = factory.createEntityManager((Map<?, ?>) null);
            assertThat(own.find(User.class, 1L)).isNull();
            assertThat(own.getProperties()).isEmpty();
            own.close();
        }

        @Test
        void namesNothingByNull() {
            app.inRequest(() -> {
                for (Runnable nothing : List.<Runnable>of(
                        () -> router.find((Class<?>) null, 1L),
                        () -> router.contains(null),
                        () -> router.createQuery((String) null),
                        () -> router.createNamedQuery(null),
                        () -> router.createEntityGraph((String) null),
                        () -> router.getEntityGraph(null),
                        () -> router.createStoredProcedureQuery("none", (Class<?>[]) null),
                        () -> router.createStoredProcedureQuery("none", (String[]) null),
                        () -> factory.addNamedQuery(null, router.createQuery("from User")),
                        () -> factory.addNamedEntityGraph(null, router.createEntityGraph(User.class)))) {
                    assertThatThrownBy(nothing::run)
                            .isExactlyInstanceOf(IllegalArgumentException.class)
                            .hasMessageStartingWith("BINDKEY-115");
                }
            });
        }
    }
}
