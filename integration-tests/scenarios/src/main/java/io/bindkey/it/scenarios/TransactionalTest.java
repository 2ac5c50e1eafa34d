// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.arjuna.ats.jta.TransactionManager;
import io.bindkey.Bound;
import io.bindkey.it.scenarios.model.Person;
import io.bindkey.it.scenarios.model.auth.User;
import io.bindkey.it.scenarios.model.meta.AuditEntry;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The fine print of {@code @Transactional} with two XA binds and a last resource, and the events about it. */
@Tag("any-provider")
@TestInstance(Lifecycle.PER_CLASS)
class TransactionalTest {

    private static final List<String> KEYS = List.of(DEFAULT, AUTH, META);

    @SuppressWarnings("NullAway.Init") // by start()
    private Application app;

    @SuppressWarnings("NullAway.Init") // by start()
    private Transactions transactions;

    @SuppressWarnings("NullAway.Init") // by start()
    private Completions completions;

    private static final class Changed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @BeforeAll
    void start() {
        app = Application.onH2()
                .withTransactional()
                .withBeans(Transactions.class, Completions.class)
                .with("binds.default.transaction", "xa")
                .with("binds.auth.transaction", "xa")
                .with("binds-defaults.pool.max-size", "4")
                .start();
        transactions = app.get(Transactions.class);
        completions = app.get(Completions.class);
    }

    @AfterAll
    void stop() {
        app.close();
    }

    @BeforeEach
    void begin() {
        app.schema().recreate();
        completions.clear();
    }

    @AfterEach
    void assertThatAllConnectionsAreBack() throws Exception {
        if (TransactionManager.transactionManager().getStatus() != Status.STATUS_NO_TRANSACTION) {
            // After a failed test; the next one shall not fail for it.
            TransactionManager.transactionManager().rollback();
        }
        for (String key : KEYS) {
            DataSource pool = app.get(DataSource.class, Bound.Literal.of(key));
            List<Connection> all = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                all.add(pool.getConnection());
            }
            for (Connection connection : all) {
                connection.close();
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

    private static void writeToAll(EntityManager em, String name) {
        em.persist(Person.named(name));
        em.persist(User.named(name));
        em.persist(AuditEntry.of(name));
    }

    @Test
    void aSeparateTransactionSuspendsAllBindsAndResumesThem() {
        assertThatThrownBy(() -> transactions.run(em -> {
                    writeToAll(em, "outer");
                    em.flush();
                    List<Object> outer = delegates();
                    transactions.runSeparately(inner -> {
                        assertThat(delegates()).doesNotContainAnyElementsOf(outer);
                        inner.persist(Person.named("inner"));
                        inner.persist(AuditEntry.of("inner"));
                    });
                    assertThat(delegates()).isEqualTo(outer);
                    throw new Changed();
                }))
                .isInstanceOf(Changed.class);

        assertThat(rows()).containsExactly(1, 0, 1);
        assertThat(app.rows(DEFAULT, "select name from person")).containsExactly("inner");
    }

    private List<Object> delegates() {
        return KEYS.stream().map(key -> app.entityManager(key).getDelegate()).toList();
    }

    @Test
    void aNestedCallTakesPart() {
        assertThatThrownBy(() -> transactions.run(em -> {
                    transactions.run(inner -> writeToAll(inner, "nested"));
                    assertThat(em.createQuery("select u from User u", User.class)
                                    .getResultList())
                            .hasSize(1);
                    throw new Changed();
                }))
                .isInstanceOf(Changed.class);

        assertThat(rows()).containsExactly(0, 0, 0);
    }

    @Test
    void whatIsMarkedForRollbackIsRolledBackInAllBinds() {
        transactions.run(em -> {
            writeToAll(em, "in vain");
            em.flush();
            completions.clear();
            markForRollback();
            assertThat(em.createQuery("select u from User u", User.class).getResultList())
                    .hasSize(1);
        });

        assertThat(rows()).containsExactly(0, 0, 0);
        assertThat(completions.heard()).containsExactly("default ROLLED_BACK", "auth ROLLED_BACK", "meta ROLLED_BACK");
    }

    @Test
    void nothingJoinsATransactionThatIsMarkedForRollback() {
        transactions.run(em -> {
            markForRollback();
            em.clear();
            em.flush();
            assertThatThrownBy(() -> em.find(User.class, 1L))
                    .isInstanceOf(PersistenceException.class)
                    .hasMessage("BINDKEY-147: The transaction is marked for rollback, and no bind was used in it before"
                            + " that: nothing can join it any more.");
        });
    }

    private static void markForRollback() {
        try {
            TransactionManager.transactionManager().setRollbackOnly();
        } catch (SystemException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    @Tag("slow")
    void aTimeoutRollsBackOnAnotherThreadAndClosesSafely() throws Exception {
        jakarta.transaction.TransactionManager manager = TransactionManager.transactionManager();
        List<EntityManager> opened = new ArrayList<>();
        // More than what comes before the wait takes on a busy machine.
        manager.setTransactionTimeout(5);
        try {
            manager.begin();
        } finally {
            manager.setTransactionTimeout(0);
        }
        EntityManager em = app.router();
        writeToAll(em, "too late");
        em.flush();
        delegates().forEach(open -> opened.add((EntityManager) open));

        // Without what was heard of the transactions in which ids were fetched.
        completions.clear();
        assertThat(completions.await()).isEqualTo("default ROLLED_BACK");
        assertThat(completions.await()).isEqualTo("auth ROLLED_BACK");
        assertThat(completions.await()).isEqualTo("meta ROLLED_BACK");
        assertThat(manager.getStatus()).isEqualTo(Status.STATUS_ROLLEDBACK);
        assertThatThrownBy(() -> em.find(User.class, 1L))
                .isInstanceOf(PersistenceException.class)
                .hasMessage(
                        "BINDKEY-148: The transaction of this thread was rolled back meanwhile, mostly by its timeout:"
                                + " end it before bind 'auth' is used again.");
        assertThatThrownBy(manager::commit).isInstanceOf(RollbackException.class);

        transactions.run(next -> assertThat(
                        next.createQuery("select u from User u", User.class).getResultList())
                .isEmpty());
        assertThat(opened).noneMatch(EntityManager::isOpen);
        assertThat(rows()).containsExactly(0, 0, 0);
    }

    @Test
    void aThreadOfAnExecutorHasContextsOfItsOwn() {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        try {
            transactions.run(em -> {
                Person ada = Person.named("Ada");
                em.persist(ada);
                CompletableFuture.runAsync(
                                () -> assertThatThrownBy(() -> em.contains(ada))
                                        .isInstanceOf(ContextNotActiveException.class),
                                executor)
                        .join();
                CompletableFuture.runAsync(
                                () -> transactions.run(other -> {
                                    assertThat(other.contains(ada)).isFalse();
                                    other.persist(User.named("other"));
                                }),
                                executor)
                        .join();
                assertThat(em.contains(ada)).isTrue();
            });
        } finally {
            executor.shutdown();
        }

        assertThat(rows()).containsExactly(1, 1, 0);
    }

    @Test
    void eachBindThatWasUsedIsToldBeforeAndAfter() {
        transactions.run(em -> {
            em.persist(Person.named("Ada"));
            em.createQuery("select u from User u", User.class).getResultList();
        });

        assertThat(completions.heard())
                .containsExactly("before default", "before auth", "default COMMITTED", "auth COMMITTED");
        assertThat(completions.heardOfAuth()).containsExactly("auth COMMITTED");
    }

    @Test
    void anObserverMayStillWriteBeforeCompletion() {
        completions.doBeforeAny(() -> app.router().persist(AuditEntry.of("somebody was hired")));

        transactions.run(em -> em.persist(Person.named("Ada")));

        assertThat(rows()).containsExactly(1, 0, 1);
        assertThat(completions.heard()).containsExactly("before default", "default COMMITTED", "meta COMMITTED");
    }

    @Test
    void anObserverThatThrowsBeforeCompletionRollsBack() {
        completions.doBeforeAny(() -> {
            throw new Changed();
        });

        assertThatThrownBy(() -> transactions.run(em -> em.persist(AuditEntry.of("in vain"))))
                .isInstanceOf(RollbackException.class);

        assertThat(rows()).containsExactly(0, 0, 0);
    }
}
