// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.arjuna.ats.jta.TransactionManager;
import io.bindkey.Binds;
import io.bindkey.Bound;
import io.bindkey.RollingBack;
import io.bindkey.SchemaOpsException;
import io.bindkey.it.scenarios.model.Person;
import io.bindkey.it.scenarios.model.auth.User;
import io.bindkey.it.scenarios.model.meta.AuditEntry;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A transaction over all binds that is rolled back whatever happens, as a test wants it. */
@Tag("later")
@Tag("any-provider")
@Tag("once-each")
class RollingBackTest {

    private static final List<String> KEYS = List.of(DEFAULT, AUTH, META);

    @SuppressWarnings("NullAway.Init") // by each nested class
    private Application app;

    /** Small pools show soon when a connection is not given back. */
    private void start(Application.Builder builder) {
        app = builder.withTransactional()
                .withBeans(Transactions.class, Completions.class)
                .with("binds-defaults.pool.max-size", "2")
                .with("binds-defaults.pool.acquisition-timeout", "2s")
                .start();
    }

    @BeforeEach
    void emptyTables() {
        app.schema().recreate();
        app.get(Completions.class).clear();
    }

    @AfterEach
    void nothingHasStayed() throws SQLException {
        assertThat(rows()).containsExactly(0, 0, 0);
        for (String key : KEYS) {
            DataSource pool = app.get(DataSource.class, Bound.Literal.of(key));
            try (Connection one = pool.getConnection();
                    Connection other = pool.getConnection()) {
                assertThat(one.isValid(1) && other.isValid(1)).as(key).isTrue();
            }
        }
    }

    private long[] rows() {
        return new long[] {
            app.database(DEFAULT).count("person"),
            app.database(AUTH).count("users"),
            app.database(META).count("audit_entry")
        };
    }

    private static void writeToAll(EntityManager em) {
        em.persist(AuditEntry.of("hired Ada"));
        em.persist(User.named("ada"));
        em.persist(Person.named("Ada"));
    }

    private static void assertThatAllAreThere(EntityManager em, int expected) {
        assertThat(em.createQuery("select p from Person p", Person.class).getResultList())
                .hasSize(expected);
        assertThat(em.createQuery("select u from User u", User.class).getResultList())
                .hasSize(expected);
        assertThat(em.createQuery("select a from AuditEntry a", AuditEntry.class)
                        .getResultList())
                .hasSize(expected);
    }

    private void rollingBack(Consumer<EntityManager> work) {
        app.inRequest(() -> {
            try (RollingBack all = app.get(Binds.class).rollingBack()) {
                assertThat(all).isNotNull();
                work.accept(app.router());
            }
        });
    }

    /** What holds for each kind of transaction. */
    @TestInstance(Lifecycle.PER_CLASS)
    abstract class Of {

        private final Application.Builder builder;

        Of(Application.Builder builder) {
            this.builder = builder;
        }

        @BeforeAll
        void startApplication() {
            start(builder);
        }

        @AfterAll
        void stop() {
            app.close();
        }

        /** A service's method, as the kind of transaction has it. */
        abstract void inService(Consumer<EntityManager> work);

        @Test
        void writesToAllBindsAndKeepsNothing() {
            rollingBack(em -> {
                writeToAll(em);
                em.flush();
                assertThatAllAreThere(em, 1);
            });

            assertThat(app.get(Completions.class).heard())
                    .endsWith("default ROLLED_BACK", "auth ROLLED_BACK", "meta ROLLED_BACK")
                    .noneMatch(heard -> heard.startsWith("before default"));
        }

        @Test
        void writesByTheEntityManagersOfTheBindsAndBulkStatements() {
            rollingBack(em -> {
                app.entityManager(AUTH).persist(User.named("ada"));
                app.entityManager(META)
                        .createNativeQuery("insert into audit_entry (version, text) values (0, 'native')")
                        .executeUpdate();
                em.persist(Person.named("Ada"));
                assertThat(em.createQuery("update Person p set p.name = 'x'").executeUpdate())
                        .isEqualTo(1);
                assertThatAllAreThere(em, 1);
            });
        }

        @Test
        void letsServicesCommitWhatIsSeenUntilTheEnd() {
            rollingBack(em -> {
                em.persist(Person.named("of the test"));
                inService(RollingBackTest::writeToAll);
                inService(service -> service.persist(AuditEntry.of("once more")));
                inService(service -> {
                    assertThat(service.createQuery("select a from AuditEntry a", AuditEntry.class)
                                    .getResultList())
                            .hasSize(2);
                    assertThat(service.createQuery("select p from Person p", Person.class)
                                    .getResultList())
                            .hasSize(2);
                });
            });
        }

        @Test
        void passesExceptionsOn() {
            assertThatThrownBy(() -> rollingBack(em -> {
                        writeToAll(em);
                        throw new UnsupportedOperationException("we have changed our mind");
                    }))
                    .isInstanceOf(UnsupportedOperationException.class)
                    .hasNoSuppressedExceptions();
        }

        @Test
        void isOverAfterwards() {
            rollingBack(RollingBackTest::writeToAll);
            app.inRequest(() -> {
                RollingBack all = app.get(Binds.class).rollingBack();
                writeToAll(app.router());
                all.close();
                inService(em -> em.persist(AuditEntry.of("kept")));
                all.close();
                assertThat(app.rows(META, "select text from audit_entry")).containsExactly("kept");
                inService(em -> em.createQuery("delete from AuditEntry").executeUpdate());
            });
        }

        @Test
        void isOneAtATime() {
            rollingBack(em -> {
                writeToAll(em);
                assertThatThrownBy(() -> app.get(Binds.class).rollingBack())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("BINDKEY-127: A transaction is active already: commit it or roll it back first.");
                em.flush();
                assertThatAllAreThere(em, 1);
            });
            app.inRequest(() -> inService(em -> {
                assertThatThrownBy(() -> app.get(Binds.class).rollingBack()).hasMessageStartingWith("BINDKEY-127");
                em.persist(AuditEntry.of("kept"));
            }));
            assertThat(rows()).containsExactly(0, 0, 1);
            app.inRequest(() ->
                    inService(em -> em.createQuery("delete from AuditEntry").executeUpdate()));
        }

        @Test
        void isTheAffairOfItsThread() {
            rollingBack(em -> {
                writeToAll(em);
                CompletableFuture.runAsync(() -> app.inRequest(
                                () -> inService(other -> other.persist(AuditEntry.of("of another thread")))))
                        .join();
                assertThat(app.rows(META, "select text from audit_entry")).containsExactly("of another thread");
            });
            app.inRequest(() ->
                    inService(em -> em.createQuery("delete from AuditEntry").executeUpdate()));
        }

        @Test
        void changesNoSchema() {
            rollingBack(em -> assertThatThrownBy(() -> app.schema().truncate()).isInstanceOf(SchemaOpsException.class));
        }

        @Test
        void nothingOfThisIsWorthAWarning() {
            assertThat(LogWatch.during("io.bindkey", () -> rollingBack(RollingBackTest::writeToAll)))
                    .isEmpty();
        }
    }

    @Nested
    class ResourceLocal extends Of {

        ResourceLocal() {
            super(Application.onH2().resourceLocal());
        }

        @Override
        void inService(Consumer<EntityManager> work) {
            Application.inTransaction(app.router(), work);
        }

        @Test
        void showsNoTransactionButThoseOfServices() {
            rollingBack(em -> {
                writeToAll(em);
                assertThat(em.getTransaction().isActive()).isFalse();
                assertThat(em.isJoinedToTransaction()).isTrue();
                assertThatThrownBy(() -> em.getTransaction().commit())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageStartingWith("BINDKEY-128");
                assertThatThrownBy(() -> em.getTransaction().rollback()).hasMessageStartingWith("BINDKEY-128");
                assertThatThrownBy(() -> em.getTransaction().setRollbackOnly()).hasMessageStartingWith("BINDKEY-128");
                assertThatThrownBy(() -> em.getTransaction().getRollbackOnly()).hasMessageStartingWith("BINDKEY-128");
                em.flush();
                assertThatAllAreThere(em, 1);
            });
        }

        @Test
        void aTransactionThatWasObtainedBeforeCannotCommitIt() {
            app.inRequest(() -> {
                EntityTransaction transaction = app.router().getTransaction();
                try (RollingBack all = app.get(Binds.class).rollingBack()) {
                    assertThat(all).isNotNull();
                    for (int i = 0; i < 2; i++) {
                        writeToAll(app.router());
                        assertThatThrownBy(transaction::commit)
                                .isInstanceOf(RollbackException.class)
                                .hasMessage("BINDKEY-126: The transaction was rolled back in every bind that took part:"
                                        + " it was begun with Binds.rollingBack().");
                        transaction.begin();
                    }
                }
            });
        }

        @Test
        void aTransactionThatWasObtainedBeforeDoesNotEndTheServicesAfterIt() {
            app.inRequest(() -> {
                EntityTransaction transaction = app.router().getTransaction();
                try (RollingBack all = app.get(Binds.class).rollingBack()) {
                    assertThat(all).isNotNull();
                    transaction.rollback();
                    inService(RollingBackTest::writeToAll);
                    assertThatAllAreThere(app.router(), 1);
                }
            });
        }

        @Test
        void aRefusalOfTheRouterIsNoHarmToTheNextService() {
            rollingBack(em -> {
                assertThatThrownBy(() -> em.createNativeQuery("select 1")).hasMessageStartingWith("BINDKEY-108");
                inService(RollingBackTest::writeToAll);
                assertThatAllAreThere(em, 1);
                assertThatThrownBy(() -> inService(service -> {
                            assertThatThrownBy(() -> em.createNativeQuery("select 1"))
                                    .hasMessageStartingWith("BINDKEY-108");
                        }))
                        .isInstanceOf(RollbackException.class);
            });
        }

        @Test
        void aServiceMayBeginOneAtATime() {
            rollingBack(em -> {
                em.getTransaction().begin();
                assertThatThrownBy(() -> em.getTransaction().begin())
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageStartingWith("BINDKEY-127");
                em.getTransaction().commit();
                assertThat(em.getTransaction().isActive()).isFalse();
            });
        }

        @Test
        void aServiceThatFailsRollsBack() {
            app.database(AUTH).execute("alter table users add constraint short_names check (length(name) < 100)");
            rollingBack(em -> {
                assertThatThrownBy(() -> inService(service -> {
                            writeToAll(service);
                            service.persist(User.named("x".repeat(300)));
                        }))
                        .isInstanceOf(RollbackException.class)
                        .hasMessageStartingWith("BINDKEY-126");
                assertThatAllAreThere(em, 0);
                assertThatThrownBy(() -> inService(service -> {
                            writeToAll(service);
                            throw new UnsupportedOperationException("we have changed our mind");
                        }))
                        .isInstanceOf(UnsupportedOperationException.class);
                assertThatAllAreThere(em, 0);
                inService(RollingBackTest::writeToAll);
                assertThatAllAreThere(em, 1);
            });
        }

        @Test
        void aRollbackInsideThatTakesMoreThanItsOwnIsToldOf() {
            assertThat(LogWatch.during(
                            "io.bindkey",
                            () -> rollingBack(em -> {
                                inService(RollingBackTest::writeToAll);
                                em.getTransaction().begin();
                                em.persist(AuditEntry.of("wrong"));
                                em.getTransaction().rollback();
                                assertThatAllAreThere(em, 0);
                            })))
                    .singleElement()
                    .asString()
                    .contains("has taken with it what was written before it began");
        }

        @Test
        void aServiceThatIsMarkedCannotCommit() {
            rollingBack(em -> {
                assertThatThrownBy(() -> inService(service -> {
                            writeToAll(service);
                            service.getTransaction().setRollbackOnly();
                        }))
                        .isInstanceOf(RollbackException.class)
                        .hasMessageEndingWith("it was marked for rollback.");
                assertThatAllAreThere(em, 0);
            });
        }

        /** It would commit at once. */
        @Test
        void connectionsOfOnesOwnDoNotWrite() throws SQLException {
            DataSource auth = app.get(DataSource.class, Bound.Literal.of(AUTH));
            rollingBack(em -> {
                writeToAll(em);
                em.flush();
                try (Connection connection = auth.getConnection();
                        Statement statement = connection.createStatement()) {
                    try (ResultSet count = statement.executeQuery("select count(*) from users")) {
                        assertThat(count.next()).isTrue();
                        assertThat(count.getInt(1)).isZero();
                    }
                    assertThatThrownBy(() -> statement.execute("delete from users"))
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessage("BINDKEY-154: Inside of Binds.rollingBack() a connection of bind 'auth' of your"
                                    + " own must not write: it takes no part in the transaction, so this would stay."
                                    + " Write with an entity manager, whose unwrap() may give you its connection.");
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            try (Connection connection = auth.getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("delete from users");
            }
        }

        @Test
        void needsARequest() {
            assertThatThrownBy(() -> app.get(Binds.class).rollingBack())
                    .isInstanceOf(ContextNotActiveException.class)
                    .hasMessageStartingWith("BINDKEY-120");
        }

        @Test
        void endsWithItsRequestAtTheLatest() {
            RollingBack[] all = new RollingBack[1];
            app.inRequest(() -> {
                all[0] = app.get(Binds.class).rollingBack();
                writeToAll(app.router());
            });
            assertThat(rows()).containsExactly(0, 0, 0);
            all[0].close();
        }
    }

    /** What holds with a transaction manager. */
    abstract class Managed extends Of {

        Managed(Application.Builder builder) {
            super(builder);
        }

        @Override
        void inService(Consumer<EntityManager> work) {
            app.get(Transactions.class).run(work);
        }

        @Test
        void cannotBeCommitted() {
            rollingBack(em -> {
                writeToAll(em);
                em.flush();
                assertThatThrownBy(() -> TransactionManager.transactionManager().commit())
                        .isInstanceOf(jakarta.transaction.RollbackException.class);
                assertThat(rows()).containsExactly(0, 0, 0);
            });

            assertThat(app.get(Completions.class).heard())
                    .endsWith("default ROLLED_BACK", "auth ROLLED_BACK", "meta ROLLED_BACK")
                    .noneMatch(heard -> heard.startsWith("before default"));
        }

        @Test
        void needsNoRequest() throws SystemException {
            try (RollingBack all = app.get(Binds.class).rollingBack()) {
                assertThat(all).isNotNull();
                inService(RollingBackTest::writeToAll);
                assertThatAllAreThere(app.router(), 1);
            }
            assertThat(TransactionManager.transactionManager().getStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
        }

        @Test
        void connectionsOfDataSourcesTakePart() {
            rollingBack(em -> {
                for (String key : List.of(AUTH, META)) {
                    try (Connection connection = app.get(DataSource.class, Bound.Literal.of(key))
                                    .getConnection();
                            Statement statement = connection.createStatement()) {
                        statement.execute(
                                key.equals(AUTH)
                                        ? "insert into library_publisher (id) values (1)"
                                        : "insert into audit_entry (version, text) values (0, 'own')");
                    } catch (SQLException e) {
                        throw new IllegalStateException(e);
                    }
                }
                em.persist(Person.named("Ada"));
                em.flush();
                assertThat(em.createQuery("select count(p) from Publisher p", Long.class)
                                .getSingleResult())
                        .isEqualTo(1);
            });
            assertThat(app.database(AUTH).count("library_publisher")).isZero();
        }

        @Test
        void anEntityManagerOfTheApplicationsOwnTakesPart() {
            rollingBack(em -> {
                try (EntityManager own = em.getEntityManagerFactory().createEntityManager()) {
                    own.joinTransaction();
                    writeToAll(own);
                    own.flush();
                }
                assertThatAllAreThere(em, 1);
            });
        }

        @Test
        void aServiceThatFailsMarksAllOfIt() throws SystemException {
            rollingBack(em -> {
                writeToAll(em);
                assertThatThrownBy(() -> inService(service -> {
                            writeToAll(service);
                            throw new UnsupportedOperationException("we have changed our mind");
                        }))
                        .isInstanceOf(UnsupportedOperationException.class);
                inService(RollingBackTest::writeToAll);
                em.flush();
                assertThatAllAreThere(em, 3);
            });
            assertThat(TransactionManager.transactionManager().getStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
        }

        @Test
        void aTransactionOfItsOwnStays() {
            rollingBack(em -> {
                em.persist(Person.named("Ada"));
                app.get(Transactions.class).runSeparately(own -> own.persist(AuditEntry.of("separate")));
            });
            assertThat(rows()).containsExactly(0, 0, 1);
            inService(em -> em.createQuery("delete from AuditEntry").executeUpdate());
        }

        @Test
        void itsTimeoutIsNoHarm() throws Exception {
            var manager = TransactionManager.transactionManager();
            RollingBack all;
            manager.setTransactionTimeout(3);
            try {
                all = app.get(Binds.class).rollingBack();
            } finally {
                manager.setTransactionTimeout(0);
            }
            app.router().persist(AuditEntry.of("too late"));
            assertThat(app.get(Completions.class).await()).isEqualTo("meta ROLLED_BACK");
            all.close();
            assertThat(manager.getStatus()).isEqualTo(Status.STATUS_NO_TRANSACTION);
        }

        @Test
        void whoEndsItEarlyDoesNoHarm() throws Exception {
            try (RollingBack all = app.get(Binds.class).rollingBack()) {
                assertThat(all).isNotNull();
                writeToAll(app.router());
                TransactionManager.transactionManager().rollback();
                inService(em -> em.persist(AuditEntry.of("on its own")));
            }
            assertThat(rows()).containsExactly(0, 0, 1);
            inService(em -> em.createQuery("delete from AuditEntry").executeUpdate());
        }
    }

    @Nested
    class UnderJta extends Managed {

        UnderJta() {
            super(Application.onH2());
        }
    }

    @Nested
    class WithTwoPhases extends Managed {

        WithTwoPhases() {
            super(Application.onH2().with("binds-defaults.transaction", "xa"));
        }
    }

    /** One bind is driven by nobody, one by the manager, one with two phases. */
    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    class Mixed {

        @BeforeAll
        void startMixed() {
            start(Application.onH2()
                    .with("binds.default.transaction", "resource-local")
                    .with("binds.auth.transaction", "xa"));
        }

        @AfterAll
        void stop() {
            app.close();
        }

        @Test
        void allAreRolledBack() {
            rollingBack(em -> {
                writeToAll(em);
                em.flush();
                Application.inTransaction(app.entityManager(DEFAULT), own -> own.persist(Person.named("Ada")));
                app.get(Transactions.class).run(RollingBackTest::writeToAll);
                em.flush();
                assertThat(em.createQuery("select p from Person p", Person.class)
                                .getResultList())
                        .hasSize(3);
            });
        }
    }
}
