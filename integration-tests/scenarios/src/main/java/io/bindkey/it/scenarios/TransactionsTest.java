// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.CrossBindWriteException;
import io.bindkey.PartialCommitException;
import io.bindkey.TransactionOutcome;
import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.databases.RunningDatabase;
import io.bindkey.it.scenarios.model.Person;
import io.bindkey.it.scenarios.model.auth.User;
import io.bindkey.it.scenarios.model.meta.AuditEntry;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.persistence.RollbackException;
import jakarta.persistence.TransactionRequiredException;
import java.sql.SQLException;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** One resource-local transaction over several binds. */
class TransactionsTest {

    private static final String ROLLED_BACK =
            "BINDKEY-126: The transaction was rolled back in every bind that took part: ";

    @SuppressWarnings("NullAway.Init") // by each nested class
    private Application app;

    @BeforeEach
    void emptyTables() {
        app.schema().recreate();
    }

    private void assertThatNothingIsWritten() {
        assertThat(app.database(DEFAULT).count("person")).isZero();
        assertThat(app.database(META).count("audit_entry")).isZero();
        assertThat(app.database(AUTH).count("users")).isZero();
    }

    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    class ByDefault {

        @BeforeAll
        void start() {
            app = Application.onH2().resourceLocal().start();
        }

        @AfterAll
        void stop() {
            app.close();
        }

        @Test
        void oneBindIsCommitted() {
            app.inTransaction(em -> em.persist(Person.named("Ada")));

            assertThat(app.rows(DEFAULT, "select name from person")).containsExactly("Ada");
        }

        @Test
        void otherBindsMayBeReadBeforeAndAfterTheWrite() {
            app.inTransaction(em -> {
                assertThat(em.find(User.class, 1L)).isNull();
                em.persist(Person.named("Ada"));
                em.flush();
                assertThat(em.createQuery("from AuditEntry", AuditEntry.class).getResultList())
                        .isEmpty();
                assertThat(em.createQuery("from User", User.class).getResultList())
                        .isEmpty();
            });

            assertThat(app.rows(DEFAULT, "select name from person")).containsExactly("Ada");
        }

        @Test
        void oneTransactionAfterTheOtherMayWriteToAnotherBind() {
            app.inRequest(() -> {
                EntityManager em = app.router();
                em.getTransaction().begin();
                em.persist(Person.named("Ada"));
                em.getTransaction().commit();
                em.getTransaction().begin();
                em.persist(User.named("ada"));
                em.getTransaction().commit();
            });

            assertThat(app.database(DEFAULT).count("person")).isEqualTo(1);
            assertThat(app.database(AUTH).count("users")).isEqualTo(1);
        }

        /** Writes to the default bind, then expects that the second write is refused. */
        private void assertThatSecondWriteIsRefused(String second, Consumer<EntityManager> write) {
            app.inRequest(() -> {
                EntityManager em = app.router();
                em.getTransaction().begin();
                em.persist(Person.named("Ada"));
                em.flush();

                assertThatThrownBy(() -> write.accept(em))
                        .isInstanceOf(CrossBindWriteException.class)
                        .hasMessage(refusal(DEFAULT, second));
                assertThat(em.getTransaction().isActive()).isTrue();
                em.getTransaction().rollback();
            });
            assertThatNothingIsWritten();
        }

        @Test
        void aSecondBindIsRefusedAtFlush() {
            assertThatSecondWriteIsRefused(AUTH, em -> {
                em.persist(User.named("ada"));
                em.flush();
            });
        }

        @Test
        void aSecondBindIsRefusedAtAnInsertThatCannotWait() {
            assertThatSecondWriteIsRefused(META, em -> em.persist(AuditEntry.of("hired Ada")));
        }

        @Test
        void aSecondBindIsRefusedAtABulkStatement() {
            assertThatSecondWriteIsRefused(
                    META, em -> em.createQuery("delete from AuditEntry").executeUpdate());
        }

        @Test
        void aSecondBindIsRefusedAtNativeSql() {
            assertThatSecondWriteIsRefused(AUTH, em -> app.entityManager(AUTH)
                    .createNativeQuery("update users set name = 'x'")
                    .executeUpdate());
        }

        @Test
        void aSecondBindIsRefusedAtAFlushBeforeAQuery() {
            assertThatSecondWriteIsRefused(AUTH, em -> {
                em.persist(User.named("ada"));
                em.createQuery("from User", User.class).getResultList();
            });
        }

        @Test
        void aSecondBindIsRefusedAtCommit() {
            app.inRequest(() -> {
                EntityManager em = app.router();
                em.getTransaction().begin();
                em.persist(User.named("ada"));
                em.persist(Person.named("Ada"));

                assertThatThrownBy(() -> em.getTransaction().commit())
                        .isInstanceOf(CrossBindWriteException.class)
                        .hasMessage(refusal(DEFAULT, AUTH));
                assertThat(em.getTransaction().isActive()).isFalse();
            });
            assertThatNothingIsWritten();
        }

        private static String refusal(String first, String second) {
            return "BINDKEY-124: This transaction has already written to bind '" + first
                    + "', and now it would write to bind '" + second
                    + "': the two cannot be committed as one. Set binds."
                    + first + ".transaction = xa and binds." + second + ".transaction = xa for two-phase commit,"
                    + " or binds-settings.transactions.across = best-effort to commit them one after another,"
                    + " or split the work into two transactions.";
        }

        @Test
        void whatIsLeftOpenIsRolledBackWithTheRequest() {
            app.inRequest(() -> {
                EntityManager em = app.router();
                em.getTransaction().begin();
                em.persist(AuditEntry.of("forgotten"));
                em.flush();
            });

            assertThatNothingIsWritten();
            // And the connection is as good as new.
            app.inTransaction(em -> em.persist(AuditEntry.of("remembered")));
            assertThat(app.rows(META, "select text from audit_entry")).containsExactly("remembered");
        }

        @Test
        void whatIsMarkedIsRolledBack() {
            app.inRequest(() -> {
                EntityManager em = app.router();
                em.getTransaction().begin();
                em.persist(AuditEntry.of("in vain"));
                em.getTransaction().setRollbackOnly();

                assertThatThrownBy(() -> em.getTransaction().commit())
                        .isInstanceOf(RollbackException.class)
                        .hasMessage(ROLLED_BACK + "it was marked for rollback.");
            });
            assertThatNothingIsWritten();
        }

        @Test
        void aWriteNeedsATransaction() {
            app.inRequest(() -> {
                EntityManager em = app.router();
                User ada = User.named("ada");
                assertNeedsTransaction("persist", () -> em.persist(ada));
                assertNeedsTransaction("merge", () -> em.merge(ada));
                assertNeedsTransaction("remove", () -> em.remove(ada));
                assertNeedsTransaction("refresh", () -> em.refresh(ada));
            });
        }

        private static void assertNeedsTransaction(String operation, ThrowingCallable call) {
            assertThatThrownBy(call)
                    .isInstanceOf(TransactionRequiredException.class)
                    .hasMessage("BINDKEY-121: " + operation + " on bind 'auth' needs an active transaction."
                            + " Begin one with getTransaction(): @Transactional is the transaction manager's, and"
                            + " binds.auth.transaction = resource-local.");
        }

        @Test
        void everythingNeedsAContext() {
            EntityManager em = app.router();

            assertThatThrownBy(() -> em.find(User.class, 1L))
                    .isInstanceOf(ContextNotActiveException.class)
                    .hasMessage("BINDKEY-120: No persistence context: neither a transaction nor a request is active"
                            + " on this thread. Add @Transactional or @ActivateRequestContext to the method,"
                            + " or in Java SE call RequestContextController.activate().");
        }
    }

    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    class WithBestEffort {

        private ObservedDatabase auth;

        @AfterAll
        void stop() {
            app.close();
        }

        @BeforeAll
        void start() {
            app = Application.configured()
                    .withH2(DEFAULT)
                    .withH2(META)
                    .withBeans(ObservedDatabases.class)
                    .with("binds.auth.datasource", "observed-auth")
                    .with("binds-settings.transactions.across", "best-effort")
                    .resourceLocal()
                    .start();
            auth = app.get(ObservedDatabases.class).of(AUTH);
        }

        /** Lets the commit fail that comes next, and not that of an id generator. */
        private void failCommit(EntityManager em, String reason, String sqlState) {
            em.flush();
            auth.failNextCommit(new SQLException(reason, sqlState));
        }

        private void writeToAll(EntityManager em) {
            em.persist(User.named("ada"));
            em.persist(Person.named("Ada"));
            em.persist(AuditEntry.of("hired Ada"));
        }

        private long[] rows() {
            return new long[] {
                app.database(DEFAULT).count("person"),
                auth.physical().count("users"),
                app.database(META).count("audit_entry")
            };
        }

        @Test
        void allBindsAreCommitted() {
            app.inTransaction(this::writeToAll);

            assertThat(rows()).containsExactly(1, 1, 1);
        }

        @Test
        void allBindsAreRolledBackOnDemand() {
            app.inRequest(() -> {
                EntityManager em = app.router();
                em.getTransaction().begin();
                writeToAll(em);
                em.flush();
                em.getTransaction().rollback();
            });

            assertThat(rows()).containsExactly(0, 0, 0);
        }

        @Test
        void aFlushThatFailsRollsAllBack() {
            app.inRequest(() -> {
                EntityManager em = app.router();
                em.getTransaction().begin();
                writeToAll(em);
                em.persist(User.named("x".repeat(300)));

                assertThatThrownBy(() -> em.getTransaction().commit())
                        .isInstanceOf(RollbackException.class)
                        .hasMessageStartingWith(ROLLED_BACK)
                        .hasMessageContaining("NAME")
                        .hasCauseInstanceOf(PersistenceException.class);
            });
            assertThat(rows()).containsExactly(0, 0, 0);
        }

        @Test
        void aCommitThatFailsInTheMiddleTellsWhatBecameOfEach() {
            assertThatThrownBy(() -> app.inTransaction(em -> {
                        writeToAll(em);
                        failCommit(em, "a deferred constraint is violated", "23505");
                    }))
                    .isInstanceOfSatisfying(PartialCommitException.class, e -> assertThat(e.outcomes())
                            .isEqualTo(Map.of(
                                    DEFAULT,
                                    TransactionOutcome.COMMITTED,
                                    AUTH,
                                    TransactionOutcome.ROLLED_BACK,
                                    META,
                                    TransactionOutcome.ROLLED_BACK)))
                    .hasMessage("BINDKEY-125: The transaction was committed in part: bind 'default' committed,"
                            + " bind 'auth' rolled back, bind 'meta' rolled back."
                            + " Compare the databases, and repeat or undo what is missing.")
                    .hasRootCauseMessage("a deferred constraint is violated");
            assertThat(rows()).containsExactly(1, 0, 0);
        }

        @Test
        void aCommitWithoutAnAnswerIsCalledUnknown() {
            assertThatThrownBy(() -> app.inTransaction(em -> {
                        em.persist(User.named("ada"));
                        em.persist(Person.named("Ada"));
                        failCommit(em, "connection lost", "08006");
                    }))
                    .isInstanceOf(PartialCommitException.class)
                    .hasMessage("BINDKEY-125: The transaction was committed in part: bind 'default' committed,"
                            + " bind 'auth' unknown. Compare the databases, and repeat or undo what is missing.");
        }

        @Test
        void aFirstCommitThatFailsRollsAllBack() {
            assertThatThrownBy(() -> app.inTransaction(em -> {
                        em.persist(User.named("ada"));
                        em.persist(AuditEntry.of("hired Ada"));
                        failCommit(em, "a deferred constraint is violated", "23505");
                    }))
                    .isInstanceOf(RollbackException.class)
                    .hasMessage(ROLLED_BACK + "a deferred constraint is violated")
                    .hasRootCauseMessage("a deferred constraint is violated");
            assertThat(rows()).containsExactly(0, 0, 0);
        }

        @Test
        void theNextTransactionIsNotHarmed() {
            app.inRequest(() -> {
                EntityManager em = app.router();
                em.getTransaction().begin();
                em.persist(User.named("ada"));
                failCommit(em, "a deferred constraint is violated", "23505");
                assertThatThrownBy(() -> em.getTransaction().commit()).isInstanceOf(PersistenceException.class);
                em.clear();

                em.getTransaction().begin();
                writeToAll(em);
                em.getTransaction().commit();
            });

            assertThat(rows()).containsExactly(1, 1, 1);
        }
    }

    @Nested
    @Tag("slow")
    @TestInstance(Lifecycle.PER_CLASS)
    class WithBestEffortOnPostgres {

        private final RunningDatabase postgres = Servers.postgres();

        @BeforeAll
        void start() {
            app = Application.configured()
                    .withDatabase(DEFAULT, postgres.physical("transactions_default"))
                    .withDatabase(AUTH, postgres.physical("transactions_auth"))
                    .withH2(META)
                    .with("binds-settings.transactions.across", "best-effort")
                    .with("binds-defaults.schema.allow-drop", "true")
                    .resourceLocal()
                    .start();
        }

        @AfterAll
        void stop() {
            app.close();
        }

        @Test
        void aDeferredConstraintIsFoundAtCommit() {
            PhysicalDatabase users = app.database(AUTH);
            users.execute("alter table users add constraint one_name unique (name) deferrable initially deferred");

            assertThatThrownBy(() -> app.inTransaction(em -> {
                        em.persist(Person.named("Ada"));
                        em.persist(User.named("ada"));
                        em.persist(User.named("ada"));
                    }))
                    .isInstanceOf(PartialCommitException.class)
                    .hasMessage("BINDKEY-125: The transaction was committed in part: bind 'default' committed,"
                            + " bind 'auth' rolled back. Compare the databases, and repeat or undo what is missing.")
                    .rootCause()
                    .hasMessageContaining("one_name");

            assertThat(app.database(DEFAULT).count("person")).isEqualTo(1);
            assertThat(users.count("users")).isZero();
        }
    }
}
