// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.META;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.Binds;
import io.bindkey.Bound;
import io.bindkey.CrossBindWriteException;
import io.bindkey.RollingBack;
import io.bindkey.it.scenarios.model.Announcement;
import io.bindkey.it.scenarios.model.auth.User;
import io.bindkey.it.scenarios.model.meta.AuditEntry;
import jakarta.persistence.EntityManager;
import jakarta.persistence.RollbackException;
import jakarta.persistence.TransactionRequiredException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hibernate.ScrollMode;
import org.hibernate.ScrollableResults;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;
import org.hibernate.resource.transaction.spi.TransactionStatus;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Hibernate's own sessions, injected for one bind. */
class HibernateSessionsTest {

    @SuppressWarnings("NullAway.Init") // by start()
    private Application app;

    @SuppressWarnings("NullAway.Init") // by start()
    private Session session;

    @SuppressWarnings("NullAway.Init") // by start()
    private StatelessSession stateless;

    private void start(Application.Builder builder) {
        app = builder.withTables()
                .with("binds.meta.properties.\"hibernate.jdbc.batch_size\"", "10")
                .start();
        session = app.get(Session.class, Bound.Literal.of(META));
        stateless = app.get(StatelessSession.class, Bound.Literal.of(META));
    }

    private List<String> texts() {
        return app.rows(META, "select text from audit_entry order by id");
    }

    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    class InResourceLocalTransactions {

        @BeforeAll
        void startOnH2() {
            start(Application.onH2().resourceLocal());
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
        void aSessionIsThatOfTheContext() {
            app.inTransaction(em -> {
                AuditEntry entry = AuditEntry.of("one");
                session.persist(entry);
                assertThat(em.contains(entry)).isTrue();
                assertThat(session.isDirty()).isFalse();
                assertThat(session.unwrap(Session.class)).isSameAs(session);
                assertThat(app.entityManager(META).unwrap(Session.class).contains(entry))
                        .isTrue();
            });

            assertThat(texts()).containsExactly("one");
        }

        @Test
        void bothNameTheirBind() {
            assertThat(session).hasToString("Session of bind 'meta'").isEqualTo(session);
            assertThat(stateless).hasToString("StatelessSession of bind 'meta'").isEqualTo(stateless);
            assertThat(session.getSessionFactory()).isInstanceOf(SessionFactory.class);
            assertThat(stateless.getFactory()).isSameAs(session.getSessionFactory());
        }

        @Test
        void bothBelongToTheContainer() {
            assertThat(session.isOpen()).isTrue();
            assertThat(stateless.isOpen()).isTrue();
            assertThatThrownBy(session::close)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("BINDKEY-122");
            assertThatThrownBy(stateless::close)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("BINDKEY-122: This stateless session");
        }

        @Test
        void bothSurviveSerialization() throws Exception {
            for (Object injected : List.of(session, stateless)) {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                new ObjectOutputStream(bytes).writeObject(injected);
                Object back = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
                assertThat(back).hasToString(injected.toString());
            }
        }

        @Test
        void theirTransactionIsThatOfAllBinds() {
            app.inRequest(() -> {
                Transaction transaction = session.beginTransaction();
                assertThat(app.router().getTransaction().isActive()).isTrue();
                assertThat(transaction.getStatus()).isEqualTo(TransactionStatus.ACTIVE);
                app.router().persist(User.named("ada"));
                transaction.commit();
                assertThat(transaction.isActive()).isFalse();

                stateless.beginTransaction();
                stateless.insert(AuditEntry.of("never"));
                stateless.getTransaction().markRollbackOnly();
                assertThat(app.router().getTransaction().getRollbackOnly()).isTrue();
                assertThatThrownBy(session.getTransaction()::commit).isInstanceOf(RollbackException.class);
            });

            assertThat(app.rows(AUTH, "select name from users")).containsExactly("ada");
            assertThat(texts()).isEmpty();
        }

        @Test
        void aStatelessSessionIsInTheTransactionOfItsBind() {
            app.inTransaction(em -> {
                em.persist(AuditEntry.of("by the router"));
                stateless.insert(AuditEntry.of("without state"));
                assertThat(em.createQuery("select count(a) from AuditEntry a", Long.class)
                                .getSingleResult())
                        .isEqualTo(2);
                assertThat(stateless
                                .createMutationQuery("update AuditEntry set text = concat(text, '!')")
                                .executeUpdate())
                        .isEqualTo(2);
                assertThat(texts()).isEmpty();
            });

            assertThat(texts()).containsExactly("by the router!", "without state!");
        }

        @Test
        void whatItHasBatchedIsWrittenAtTheCommit() {
            List<String> written = new ArrayList<>();
            app.inTransaction(em -> {
                List<AuditEntry> entries = new ArrayList<>();
                for (String text : List.of("a", "b", "c")) {
                    AuditEntry entry = AuditEntry.of(text);
                    entries.add(entry);
                    stateless.insert(entry);
                }
                for (AuditEntry entry : entries) {
                    entry.text += "2";
                    stateless.update(entry);
                    written.add(entry.text);
                }
            });

            assertThat(texts()).isEqualTo(written);
        }

        @Test
        void itIsRolledBackWithItsTransaction() {
            app.inRequest(() -> {
                app.router().getTransaction().begin();
                stateless.insert(AuditEntry.of("never"));
                app.router().getTransaction().rollback();
                assertThat(stateless
                                .createSelectionQuery("select text from AuditEntry", String.class)
                                .getResultList())
                        .isEmpty();
            });

            assertThat(texts()).isEmpty();
        }

        @Test
        void outsideATransactionItReadsOnly() {
            app.inTransaction(em -> em.persist(AuditEntry.of("one")));

            app.inRequest(() -> {
                assertThat(stateless
                                .createSelectionQuery("select text from AuditEntry", String.class)
                                .getSingleResult())
                        .isEqualTo("one");
                assertThatThrownBy(() -> stateless.insert(AuditEntry.of("never")))
                        .isInstanceOf(TransactionRequiredException.class)
                        .hasMessageStartingWith("BINDKEY-121: insert on bind 'meta'");
                assertThatThrownBy(() -> session.persist(AuditEntry.of("never")))
                        .isInstanceOf(TransactionRequiredException.class);
            });
        }

        @Test
        void itsWritesCountForThePolicyAcrossBinds() {
            app.inRequest(() -> {
                EntityManager em = app.router();
                em.getTransaction().begin();
                stateless.insert(AuditEntry.of("first"));
                assertThatThrownBy(() -> em.persist(Announcement.of("second")))
                        .isInstanceOf(CrossBindWriteException.class);
                em.getTransaction().rollback();
            });

            assertThat(texts()).isEmpty();
        }

        @Test
        void whatWillBeRolledBackTakesTheirWritesBesideThoseOfAnotherBind() {
            app.inRequest(() -> {
                EntityManager em = app.router();
                em.getTransaction().begin();
                em.getTransaction().setRollbackOnly();
                em.persist(User.named("in vain"));
                em.flush();
                stateless.insert(AuditEntry.of("in vain"));
                session.persist(AuditEntry.of("in vain"));
                assertThat(em.createQuery("from AuditEntry", AuditEntry.class).getResultList())
                        .hasSize(2);
                em.getTransaction().rollback();
            });
            app.inRequest(() -> {
                try (RollingBack all = app.get(Binds.class).rollingBack()) {
                    assertThat(all).isNotNull();
                    app.router().persist(User.named("in vain"));
                    app.router().flush();
                    stateless.insert(AuditEntry.of("of the test"));
                    Transaction transaction = stateless.beginTransaction();
                    stateless.insert(AuditEntry.of("of a service"));
                    transaction.commit();
                    assertThat(transaction.isActive()).isFalse();
                    assertThat(session.createQuery("from AuditEntry", AuditEntry.class)
                                    .getResultList())
                            .hasSize(2);
                }
            });

            assertThat(texts()).isEmpty();
            assertThat(app.database(AUTH).count("users")).isZero();
        }

        @Test
        void queriesScrollAndStream() {
            app.inTransaction(em -> List.of("one", "two", "three").forEach(text -> em.persist(AuditEntry.of(text))));

            app.inTransaction(em -> {
                try (ScrollableResults<String> texts = session.createSelectionQuery(
                                "select text from AuditEntry order by id", String.class)
                        .scroll(ScrollMode.SCROLL_INSENSITIVE)) {
                    assertThat(texts.last()).isTrue();
                    assertThat(texts.get()).isEqualTo("three");
                    assertThat(texts.previous()).isTrue();
                }
                try (var texts = em.createQuery("select a.text from AuditEntry a order by a.id", String.class)
                        .getResultStream()) {
                    assertThat(texts).containsExactly("one", "two", "three");
                }
            });
        }
    }

    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    class InJtaTransactions {

        @SuppressWarnings("NullAway.Init") // by startOnH2()
        private Transactions transactions;

        @BeforeAll
        void startOnH2() {
            start(Application.onH2()
                    .withTransactional()
                    .withBeans(Transactions.class)
                    .with("binds-defaults.pool.max-size", "1"));
            transactions = app.get(Transactions.class);
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
        void bothKindsJoinTheTransaction() {
            transactions.run(em -> {
                em.persist(AuditEntry.of("by the router"));
                stateless.insert(AuditEntry.of("without state"));
                assertThat(session.createSelectionQuery("select count(a) from AuditEntry a", Long.class)
                                .getSingleResult())
                        .isEqualTo(2);
                assertThat(session.isJoinedToTransaction()).isTrue();
                assertThat(stateless.isJoinedToTransaction()).isTrue();
            });

            assertThat(texts()).containsExactlyInAnyOrder("by the router", "without state");
        }

        @Test
        void bothKindsAreRolledBack() {
            Consumer<EntityManager> failing = em -> {
                session.persist(AuditEntry.of("never"));
                stateless.insert(AuditEntry.of("never"));
                throw new IllegalStateException("no");
            };
            assertThatThrownBy(() -> transactions.run(failing)).hasMessage("no");

            assertThat(texts()).isEmpty();
        }

        @Test
        void eachTransactionHasSessionsOfItsOwn() {
            List<Object> opened = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                // With one connection in the pool, a session that was left open would be the last one.
                transactions.run(em -> {
                    stateless.insert(AuditEntry.of("one"));
                    opened.add(session.unwrap(org.hibernate.engine.spi.SessionImplementor.class));
                });
            }

            assertThat(texts()).hasSize(3);
            assertThat(opened).doesNotHaveDuplicates();
        }

        @Test
        void haveNoTransactionOfTheirOwn() {
            assertThatThrownBy(session::beginTransaction)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("BINDKEY-123");
            assertThatThrownBy(stateless::getTransaction).isInstanceOf(IllegalStateException.class);
        }
    }
}
