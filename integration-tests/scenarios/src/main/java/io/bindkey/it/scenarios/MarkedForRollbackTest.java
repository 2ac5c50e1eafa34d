// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.arjuna.ats.jta.TransactionManager;
import io.bindkey.Bound;
import io.bindkey.CrossBindWriteException;
import io.bindkey.it.scenarios.model.Person;
import io.bindkey.it.scenarios.model.auth.User;
import io.bindkey.it.scenarios.model.auth.library.Publisher;
import io.bindkey.it.scenarios.model.meta.AuditEntry;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.RollbackException;
import jakarta.transaction.SystemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A transaction that is marked for rollback may write to several binds, by whatever door: nothing of it stays. */
@Tag("later")
@Tag("any-provider")
@Tag("once-each")
class MarkedForRollbackTest {

    /** A way to write to one bind, and how it is called. */
    record Door(String name, BiConsumer<Application, EntityManager> work) {

        void open(Application app, EntityManager em) {
            work.accept(app, em);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static void flushed(EntityManager em, Object entity) {
        em.persist(entity);
        em.flush();
    }

    static Stream<Door> doors() {
        return Stream.of(
                new Door("persist and flush", (app, em) -> flushed(em, User.named("in vain"))),
                new Door("flush before a query", (app, em) -> {
                    em.persist(User.named("in vain"));
                    assertThat(em.createQuery("select u from User u", User.class)
                                    .getResultList())
                            .hasSize(2);
                }),
                new Door("insert that cannot wait", (app, em) -> flushed(em, AuditEntry.of("in vain"))),
                new Door("changed entity", (app, em) -> {
                    em.createQuery("select u from User u", User.class).getSingleResult().name = "in vain";
                    em.flush();
                }),
                new Door("removed entity", (app, em) -> {
                    em.remove(em.createQuery("select u from User u", User.class).getSingleResult());
                    em.flush();
                }),
                new Door("bulk update", (app, em) -> em.createQuery("update AuditEntry a set a.text = 'in vain'")
                        .executeUpdate()),
                new Door("bulk delete", (app, em) -> em.createQuery("delete from AuditEntry")
                        .executeUpdate()),
                new Door("native SQL", (app, em) -> app.entityManager(AUTH)
                        .createNativeQuery("update users set name = 'in vain'")
                        .executeUpdate()),
                new Door("select that writes", (app, em) -> app.entityManager(AUTH)
                        .createNativeQuery("select log_it('in vain')")
                        .getSingleResult()),
                new Door("entity manager of the bind", (app, em) -> {
                    EntityManager bound = app.entityManager(AUTH);
                    bound.persist(User.named("in vain"));
                    bound.flush();
                }));
    }

    @SuppressWarnings("NullAway.Init") // by each nested class
    private Application app;

    /** Begins a transaction, marks it for rollback after the first work, and ends it after the second. */
    private interface Transacting {
        void markedBetween(Consumer<EntityManager> first, Consumer<EntityManager> second);

        void committing(Consumer<EntityManager> work);
    }

    private final Transacting resourceLocal = new Transacting() {
        @Override
        public void markedBetween(Consumer<EntityManager> first, Consumer<EntityManager> second) {
            assertThatThrownBy(() -> app.inTransaction(em -> {
                        first.accept(em);
                        em.getTransaction().setRollbackOnly();
                        second.accept(em);
                    }))
                    .isInstanceOf(RollbackException.class)
                    .hasMessage("BINDKEY-126: The transaction was rolled back in every bind that took part:"
                            + " it was marked for rollback.");
        }

        @Override
        public void committing(Consumer<EntityManager> work) {
            app.inTransaction(work);
        }
    };

    private final Transacting jta = new Transacting() {
        @Override
        public void markedBetween(Consumer<EntityManager> first, Consumer<EntityManager> second) {
            app.get(Transactions.class).run(em -> {
                first.accept(em);
                try {
                    TransactionManager.transactionManager().setRollbackOnly();
                } catch (SystemException e) {
                    throw new IllegalStateException(e);
                }
                second.accept(em);
            });
        }

        @Override
        public void committing(Consumer<EntityManager> work) {
            app.get(Transactions.class).run(work);
        }
    };

    private void assertThatNothingHasChanged() {
        assertThat(app.rows(DEFAULT, "select name from person")).containsExactly("kept");
        assertThat(app.rows(AUTH, "select name from users")).containsExactly("kept");
        assertThat(app.rows(META, "select text from audit_entry")).containsExactly("kept");
        assertThat(app.database(AUTH).count("logged")).isZero();
    }

    /** What holds for each kind of transaction. */
    @TestInstance(Lifecycle.PER_CLASS)
    abstract class Of {

        final Transacting transactions;
        private final Application.Builder builder;

        Of(Transacting transactions, Application.Builder builder) {
            this.transactions = transactions;
            this.builder = builder;
        }

        @BeforeAll
        void start() {
            app = builder.withTransactional()
                    .withBeans(Transactions.class, Completions.class)
                    .with("binds-defaults.pool.max-size", "4")
                    .with("binds-defaults.pool.acquisition-timeout", "2s")
                    .start();
            app.database(AUTH).execute("create table logged (text varchar(50))");
            app.database(AUTH).execute("create alias log_it for '" + EffectsTest.class.getName() + ".logIt'");
        }

        @AfterAll
        void stop() {
            app.close();
        }

        @BeforeEach
        void fillTables() {
            app.get(Completions.class).clear();
            app.schema().recreate();
            transactions.committing(em -> em.persist(Person.named("kept")));
            transactions.committing(em -> em.persist(User.named("kept")));
            transactions.committing(em -> em.persist(AuditEntry.of("kept")));
            app.get(Completions.class).clear();
        }

        /** Under JTA, binds join before the mark or not at all. */
        void read(EntityManager em) {
            assertThat(em.createQuery("select p from Person p", Person.class).getResultList())
                    .hasSize(1);
            assertThat(em.createQuery("select u from User u", User.class).getResultList())
                    .hasSize(1);
            assertThat(em.createQuery("select a from AuditEntry a", AuditEntry.class)
                            .getResultList())
                    .hasSize(1);
        }

        /** In the bind that is written to first. */
        void write(EntityManager em) {
            flushed(em, Person.named("in vain"));
        }

        @ParameterizedTest
        @MethodSource("io.bindkey.it.scenarios.MarkedForRollbackTest#doors")
        void writesToASecondBind(Door door) {
            transactions.markedBetween(this::read, em -> {
                write(em);
                door.open(app, em);
            });

            assertThatNothingHasChanged();
        }

        @ParameterizedTest
        @MethodSource("io.bindkey.it.scenarios.MarkedForRollbackTest#doors")
        void writesToASecondBindAfterAFirstThatWasWrittenBefore(Door door) {
            transactions.markedBetween(
                    em -> {
                        read(em);
                        write(em);
                    },
                    em -> door.open(app, em));

            assertThatNothingHasChanged();
        }

        @Test
        void mayTakeConnectionsLate() {
            transactions.markedBetween(
                    em -> {
                        write(em);
                        // Its id is given, so it needs no database before the flush.
                        Publisher publisher = new Publisher();
                        publisher.id = 1L;
                        em.persist(publisher);
                    },
                    em -> {
                        em.flush();
                        assertThat(em.createQuery("select p from Publisher p", Publisher.class)
                                        .getResultList())
                                .hasSize(1);
                    });

            assertThat(app.database(AUTH).count("library_publisher")).isZero();
        }

        @Test
        void isToldOfForEachBind() {
            transactions.markedBetween(this::read, em -> {
                flushed(em, AuditEntry.of("in vain"));
                write(em);
            });

            assertThat(app.get(Completions.class).heard())
                    .containsExactly("default ROLLED_BACK", "auth ROLLED_BACK", "meta ROLLED_BACK");
        }

        @Test
        void givesItsConnectionsBack() {
            for (int i = 0; i < 5; i++) {
                transactions.markedBetween(this::read, em -> {
                    write(em);
                    flushed(em, AuditEntry.of("in vain"));
                });
            }
            transactions.committing(em -> em.persist(AuditEntry.of("again")));

            assertThat(app.rows(META, "select text from audit_entry order by id"))
                    .containsExactly("kept", "again");
        }
    }

    /** What holds where a second writer is refused. */
    abstract class OneByOne extends Of {

        OneByOne(Transacting transactions, Application.Builder builder) {
            super(transactions, builder);
        }

        @Test
        void isNoMatterOfAnotherThread() throws Exception {
            CountDownLatch marked = new CountDownLatch(1);
            CountDownLatch refused = new CountDownLatch(1);
            CompletableFuture<Void> other =
                    CompletableFuture.runAsync(() -> transactions.markedBetween(this::read, em -> {
                        write(em);
                        marked.countDown();
                        await(refused);
                        flushed(em, AuditEntry.of("in vain"));
                    }));
            await(marked);
            assertThatTwoWritersAreRefused();
            refused.countDown();
            other.get();

            assertThatNothingHasChanged();
        }

        void assertThatTwoWritersAreRefused() {
            Throwable thrown = catchThrowable(() -> transactions.committing(em -> {
                flushed(em, User.named("in vain"));
                flushed(em, AuditEntry.of("in vain"));
            }));
            assertThat(Stream.iterate(thrown, Objects::nonNull, Throwable::getCause))
                    .hasAtLeastOneElementOfType(CrossBindWriteException.class);
        }

        @Test
        void isNotWhatItWasWhenAWriteWasRefused() {
            transactions.markedBetween(
                    em -> {
                        read(em);
                        write(em);
                        assertThatThrownBy(() -> flushed(em, AuditEntry.of("in vain")))
                                .isInstanceOf(PersistenceException.class);
                    },
                    em -> app.entityManager(AUTH)
                            .createNativeQuery("update users set name = 'in vain'")
                            .executeUpdate());

            assertThatNothingHasChanged();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(1, TimeUnit.MINUTES)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Nested
    class ResourceLocal extends OneByOne {

        ResourceLocal() {
            super(resourceLocal, Application.onH2().resourceLocal());
        }

        /** As late as can be. */
        @Test
        void mayBeMarkedByAnObserverOfItsCompletion() {
            app.get(Completions.class)
                    .doBeforeAny(() -> app.router().getTransaction().setRollbackOnly());

            assertThatThrownBy(() -> app.inTransaction(em -> {
                        em.persist(Person.named("in vain"));
                        em.persist(User.named("in vain"));
                    }))
                    .isInstanceOf(RollbackException.class)
                    .hasMessageEndingWith("it was marked for rollback.");

            assertThatNothingHasChanged();
        }

        @Test
        void mayBeRolledBackInsteadOfCommitted() {
            app.inRequest(() -> {
                EntityManager em = app.router();
                em.getTransaction().begin();
                em.getTransaction().setRollbackOnly();
                flushed(em, Person.named("in vain"));
                flushed(em, AuditEntry.of("in vain"));
                em.getTransaction().rollback();

                // The next one is as strict as ever.
                em.getTransaction().begin();
                flushed(em, Person.named("in vain"));
                assertThatThrownBy(() -> flushed(em, AuditEntry.of("in vain")))
                        .isInstanceOf(PersistenceException.class);
                em.getTransaction().rollback();
            });

            assertThatNothingHasChanged();
        }
    }

    @Nested
    class UnderJta extends OneByOne {

        UnderJta() {
            super(jta, Application.onH2());
        }

        @Test
        void hasTheConnectionsOfDataSources() {
            jta.markedBetween(this::read, em -> {
                update(AUTH, "update users set name = 'in vain'");
                update(META, "update audit_entry set text = 'in vain'");
            });

            assertThatNothingHasChanged();
        }

        private void update(String key, String sql) {
            try (Connection connection =
                            app.get(DataSource.class, Bound.Literal.of(key)).getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Nested
    class WithTwoPhases extends Of {

        WithTwoPhases() {
            super(jta, Application.onH2().with("binds-defaults.transaction", "xa"));
        }
    }
}
