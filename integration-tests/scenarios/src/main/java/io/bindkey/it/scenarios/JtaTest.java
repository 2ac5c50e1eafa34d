// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.Bound;
import io.bindkey.CrossBindWriteException;
import io.bindkey.it.scenarios.model.Person;
import io.bindkey.it.scenarios.model.auth.User;
import io.bindkey.it.scenarios.model.meta.AuditEntry;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TransactionRequiredException;
import jakarta.transaction.RollbackException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
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

/** {@code @Transactional} beans, with Narayana as transaction manager. */
@Tag("any-provider")
class JtaTest {

    private static final String REFUSAL =
            "BINDKEY-124: This transaction has already written to bind 'default', and now it would write to bind 'auth':"
                    + " the two cannot be committed as one. Set binds.default.transaction = xa and"
                    + " binds.auth.transaction = xa for two-phase commit,"
                    + " or binds-settings.transactions.across = best-effort to commit them one after another,"
                    + " or split the work into two transactions.";

    private static final class Changed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Changed() {
            super("we have changed our mind");
        }
    }

    @SuppressWarnings("NullAway.Init") // by start()
    private Application app;

    @SuppressWarnings("NullAway.Init") // by start()
    private Transactions transactions;

    /** Small pools show soon when a connection is not given back. */
    private void start(Application.Builder builder) {
        app = builder.withTransactional()
                .withBeans(Transactions.class)
                .with("binds-defaults.pool.max-size", "2")
                .with("binds-defaults.pool.acquisition-timeout", "2s")
                .start();
        transactions = app.get(Transactions.class);
    }

    @BeforeEach
    void emptyTables() {
        app.schema().recreate();
    }

    @AfterEach
    void assertThatAllConnectionsAreBack() {
        for (String key : List.of(DEFAULT, META, AUTH)) {
            DataSource pool = app.get(DataSource.class, Bound.Literal.of(key));
            assertThat(List.of(1, 2)).as("connections of bind '%s'", key).allSatisfy(i -> {
                try (Connection one = pool.getConnection();
                        Connection other = pool.getConnection()) {
                    assertThat(one.isValid(1) && other.isValid(1)).isTrue();
                }
            });
        }
    }

    private long[] rows() {
        return new long[] {
            app.database(DEFAULT).count("person"),
            app.database(AUTH).count("users"),
            app.database(META).count("audit_entry")
        };
    }

    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    class ByDefault {

        @BeforeAll
        void startOnH2() {
            start(Application.onH2());
        }

        @AfterAll
        void stop() {
            app.close();
        }

        @Test
        void aMethodThatReturnsCommits() {
            transactions.run(em -> em.persist(Person.named("Ada")));

            assertThat(app.rows(DEFAULT, "select name from person")).containsExactly("Ada");
        }

        @Test
        void aMethodThatThrowsRollsBack() {
            assertThatThrownBy(() -> transactions.run(em -> {
                        em.persist(AuditEntry.of("in vain"));
                        throw new Changed();
                    }))
                    .isInstanceOf(Changed.class);

            assertThat(rows()).containsExactly(0, 0, 0);
        }

        @Test
        void aRefusalRollsBackAlsoWhenItIsCaught() {
            transactions.run(em -> {
                em.persist(AuditEntry.of("never"));
                assertThatThrownBy(() -> em.createNativeQuery("select 1")).hasMessageStartingWith("BINDKEY-108");
            });
            transactions.run(em -> {
                em.persist(AuditEntry.of("never"));
                EntityManager bound = app.entityManager(META);
                assertThatThrownBy(bound::getTransaction).hasMessageStartingWith("BINDKEY-123");
            });

            assertThat(app.database(META).count("audit_entry")).isZero();
        }

        @Test
        void aSeparateTransactionIsSeparate() {
            assertThatThrownBy(() -> transactions.run(em -> {
                        em.persist(Person.named("Ada"));
                        em.flush();
                        transactions.runSeparately(inner -> inner.persist(AuditEntry.of("tried")));
                        throw new Changed();
                    }))
                    .isInstanceOf(Changed.class);

            assertThat(rows()).containsExactly(0, 0, 1);
        }

        @Test
        void theOuterTransactionGoesOnAfterASeparateOne() {
            transactions.run(em -> {
                Person ada = Person.named("Ada");
                em.persist(ada);
                transactions.runSeparately(inner -> {
                    assertThat(inner.contains(ada)).isFalse();
                    inner.persist(Person.named("Bob"));
                });
                assertThat(em.contains(ada)).isTrue();
                ada.name = "Ada Lovelace";
            });

            assertThat(app.rows(DEFAULT, "select name from person order by name"))
                    .containsExactly("Ada Lovelace", "Bob");
        }

        @Test
        void allBindsAreReadInOneTransactionThatWritesToOne() {
            transactions.run(em -> em.persist(User.named("ada")));

            transactions.run(em -> {
                assertThat(em.createQuery("select u.name from User u", String.class)
                                .getSingleResult())
                        .isEqualTo("ada");
                em.persist(AuditEntry.of("Ada was here"));
                assertThat(em.createQuery("select p from Person p", Person.class)
                                .getResultList())
                        .isEmpty();
                assertThat(em.createQuery("select u from User u", User.class).getResultList())
                        .hasSize(1);
            });

            assertThat(rows()).containsExactly(0, 1, 1);
        }

        @Test
        void aSecondBindIsRefusedAtFlush() {
            assertThatThrownBy(() -> transactions.run(em -> {
                        em.persist(Person.named("Ada"));
                        em.flush();
                        em.persist(User.named("ada"));
                        em.flush();
                    }))
                    .satisfies(JtaTest::isTheRefusal);

            assertThat(rows()).containsExactly(0, 0, 0);
        }

        @Test
        void aSecondBindIsRefusedAtCommit() {
            assertThatThrownBy(() -> transactions.run(em -> {
                        em.persist(Person.named("Ada"));
                        em.persist(User.named("ada"));
                    }))
                    .satisfies(JtaTest::isTheRefusal);

            assertThat(rows()).containsExactly(0, 0, 0);
        }

        @Test
        void aRequestReadsOutsideOfTransactions() {
            transactions.run(em -> em.persist(User.named("ada")));

            app.inRequest(() -> {
                EntityManager em = app.router();
                User ada = em.createQuery("select u from User u", User.class).getSingleResult();
                assertThat(em.contains(ada)).isTrue();
                assertThat(em.find(User.class, ada.id)).isSameAs(ada);
                assertThat(em.createQuery("select p from Person p", Person.class)
                                .getResultList())
                        .isEmpty();
                assertThatThrownBy(() -> em.persist(User.named("bob")))
                        .isInstanceOf(TransactionRequiredException.class)
                        .hasMessage("BINDKEY-121: persist on bind 'auth' needs an active transaction."
                                + " Add @Transactional to the method,"
                                + " or begin one with getTransaction() where there is no transaction manager.");
            });
        }

        @Test
        void aTransactionInARequestHasItsOwnPersistenceContexts() {
            transactions.run(em -> em.persist(User.named("ada")));

            app.inRequest(() -> {
                User read = app.router()
                        .createQuery("select u from User u", User.class)
                        .getSingleResult();
                transactions.run(em -> {
                    assertThat(em.contains(read)).isFalse();
                    em.find(User.class, read.id).name = "ada.lovelace";
                });
                assertThat(app.router().contains(read)).isTrue();
            });

            assertThat(app.rows(AUTH, "select name from users")).containsExactly("ada.lovelace");
        }

        @Test
        void entityManagersAreClosedWithTheTransaction() {
            List<EntityManager> opened = new ArrayList<>();

            transactions.run(em -> {
                for (String key : List.of(DEFAULT, META, AUTH)) {
                    EntityManager open = (EntityManager) app.entityManager(key).getDelegate();
                    assertThat(open.isOpen()).isTrue();
                    opened.add(open);
                }
            });

            assertThat(opened).hasSize(3).noneMatch(EntityManager::isOpen);
        }

        @Test
        void aHundredTransactionsNeedOneConnectionEach() {
            for (int i = 0; i < 100; i++) {
                String text = "entry " + i;
                transactions.run(em -> {
                    em.createQuery("select u from User u", User.class).getResultList();
                    em.createQuery("select p from Person p", Person.class).getResultList();
                    em.persist(AuditEntry.of(text));
                });
            }

            assertThat(rows()).containsExactly(0, 0, 100);
        }

        @Test
        void nothingOfThisIsWorthAWarning() {
            List<String> warnings = LogWatch.during(
                    "io.bindkey",
                    () -> transactions.run(em -> {
                        em.createQuery("select u from User u", User.class).getResultList();
                        em.persist(Person.named("Ada"));
                    }));

            assertThat(warnings).isEmpty();
        }

        @Test
        void theRouterHasNoTransactionOfItsOwn() {
            app.inRequest(() -> assertThatThrownBy(() -> app.router().getTransaction())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("BINDKEY-123: This entity manager takes part in JTA transactions and has none of its"
                            + " own: use @Transactional or UserTransaction."));
        }
    }

    private static void isTheRefusal(Throwable thrown) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            causes.add(cause);
        }
        assertThat(causes)
                .filteredOn(CrossBindWriteException.class::isInstance)
                .extracting(Throwable::getMessage)
                .containsExactly(REFUSAL);
    }

    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    class WithBestEffort {

        @BeforeAll
        void startWithBestEffort() {
            start(Application.onH2().with("binds-settings.transactions.across", "best-effort"));
        }

        @AfterAll
        void stop() {
            app.close();
        }

        @Test
        void allBindsAreCommitted() {
            transactions.run(em -> {
                em.persist(Person.named("Ada"));
                em.persist(User.named("ada"));
                em.persist(AuditEntry.of("hired Ada"));
            });

            assertThat(rows()).containsExactly(1, 1, 1);
        }

        @Test
        void allBindsAreRolledBack() {
            assertThatThrownBy(() -> transactions.run(em -> {
                        em.persist(Person.named("Ada"));
                        em.persist(User.named("ada"));
                        em.persist(AuditEntry.of("hired Ada"));
                        em.flush();
                        throw new Changed();
                    }))
                    .isInstanceOf(Changed.class);

            assertThat(rows()).containsExactly(0, 0, 0);
        }
    }

    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    class WithTwoPhaseCommit {

        @BeforeAll
        void startWithXa() {
            start(Application.onH2().with("binds.default.transaction", "xa").with("binds.auth.transaction", "xa"));
        }

        @AfterAll
        void stop() {
            app.close();
        }

        @Test
        void bothBindsAreCommitted() {
            transactions.run(em -> {
                em.persist(Person.named("Ada"));
                em.persist(User.named("ada"));
            });

            assertThat(rows()).containsExactly(1, 1, 0);
        }

        @Test
        void bothBindsAreRolledBack() {
            assertThatThrownBy(() -> transactions.run(em -> {
                        em.persist(Person.named("Ada"));
                        em.persist(User.named("ada"));
                        em.flush();
                        throw new Changed();
                    }))
                    .isInstanceOf(Changed.class);

            assertThat(rows()).containsExactly(0, 0, 0);
        }

        @Test
        void bothBindsAreRolledBackWhenOneCannotFlush() {
            app.database(AUTH).execute("alter table users add constraint short_names check (length(name) < 100)");
            assertThatThrownBy(() -> transactions.run(em -> {
                        em.persist(Person.named("Ada"));
                        em.persist(User.named("x".repeat(300)));
                    }))
                    .isInstanceOf(RollbackException.class);

            assertThat(rows()).containsExactly(0, 0, 0);
        }

        @Test
        void oneBindWithoutTwoPhaseCommitMayTakePart() {
            transactions.run(em -> {
                em.persist(Person.named("Ada"));
                em.persist(User.named("ada"));
                em.persist(AuditEntry.of("hired Ada"));
            });

            assertThat(rows()).containsExactly(1, 1, 1);
        }
    }
}
