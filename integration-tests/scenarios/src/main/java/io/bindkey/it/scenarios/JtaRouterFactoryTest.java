// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.Bound;
import io.bindkey.CrossBindWriteException;
import io.bindkey.it.scenarios.model.Announcement;
import io.bindkey.it.scenarios.model.auth.User;
import io.bindkey.it.scenarios.model.meta.AuditEntry;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.SynchronizationType;
import jakarta.persistence.TransactionRequiredException;
import jakarta.persistence.TypedQuery;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Application-managed routers in JTA transactions (Jakarta Persistence, section 7.7.1). */
@TestInstance(Lifecycle.PER_CLASS)
class JtaRouterFactoryTest {

    private Application app;
    private Transactions transactions;
    private EntityManagerFactory factory;

    @BeforeAll
    void start() {
        app = Application.onH2()
                .withTransactional()
                .withBeans(Transactions.class)
                .withTables()
                .start();
        transactions = app.get(Transactions.class);
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

    private long entries() {
        return app.database(META).count("audit_entry");
    }

    @Test
    void hasNoTransactionOfItsOwn() {
        EntityManager em = factory.createEntityManager();
        assertThatThrownBy(em::getTransaction)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("BINDKEY-123");
        em.close();
    }

    @Test
    void joinsTheTransactionThatItIsCreatedIn() {
        transactions.run(ignored -> {
            EntityManager em = factory.createEntityManager();
            assertThat(em.isJoinedToTransaction()).isTrue();
            em.persist(AuditEntry.of("one"));
            assertThat(em.isJoinedToTransaction()).isTrue();
            em.close();
        });

        assertThat(app.rows(META, "select text from audit_entry")).containsExactly("one");
    }

    @Test
    void isRolledBackWithItsTransaction() {
        assertThatThrownBy(() -> transactions.run(ignored -> {
                    EntityManager em = factory.createEntityManager();
                    em.persist(AuditEntry.of("never"));
                    em.flush();
                    em.close();
                    throw new IllegalStateException("we have changed our mind");
                }))
                .hasMessage("we have changed our mind");

        assertThat(entries()).isZero();
    }

    @Test
    void keepsItsContextsFromOneTransactionToTheNext() {
        EntityManager em = factory.createEntityManager();
        AuditEntry entry = AuditEntry.of("first");
        transactions.run(ignored -> {
            em.joinTransaction();
            em.persist(entry);
        });
        assertThat(em.isJoinedToTransaction()).isFalse();
        entry.text = "second";

        transactions.run(ignored -> {
            assertThat(em.contains(entry)).isTrue();
            em.joinTransaction();
        });
        em.close();

        assertThat(app.rows(META, "select text from audit_entry")).containsExactly("second");
    }

    @Test
    void unsynchronizedJoinsWhenItIsTold() {
        EntityManager em = factory.createEntityManager(SynchronizationType.UNSYNCHRONIZED);
        transactions.run(ignored -> {
            em.persist(User.named("ada"));
            assertThat(em.isJoinedToTransaction()).isFalse();
        });
        assertThat(app.database(AUTH).count("users")).isZero();

        transactions.run(ignored -> {
            em.joinTransaction();
            assertThat(em.isJoinedToTransaction()).isTrue();
        });
        em.close();

        assertThat(app.rows(AUTH, "select name from users")).containsExactly("ada");
    }

    @Test
    void bindsThatAreTouchedAfterTheJoinHaveJoinedToo() {
        EntityManager em = factory.createEntityManager(SynchronizationType.UNSYNCHRONIZED);
        transactions.run(ignored -> {
            em.joinTransaction();
            em.persist(AuditEntry.of("late"));
        });
        em.close();

        assertThat(app.rows(META, "select text from audit_entry")).containsExactly("late");
    }

    @Test
    void whatItRefusesRollsBackTheTransactionThatItHasJoined() {
        transactions.run(ignored -> {
            EntityManager em = factory.createEntityManager();
            em.persist(AuditEntry.of("never"));
            assertThatThrownBy(() -> em.createQuery("select x from Nothing x")).hasMessageStartingWith("BINDKEY-102");
            em.close();
        });
        transactions.run(injected -> {
            injected.persist(AuditEntry.of("never"));
            EntityManager em = factory.createEntityManager();
            assertThatThrownBy(() -> em.createNativeQuery("select 1")).hasMessageStartingWith("BINDKEY-108");
            em.close();
        });

        assertThat(entries()).isZero();
    }

    @Test
    void whatItRefusesLeavesATransactionAloneThatItHasNotJoined() {
        EntityManager unsynchronized = factory.createEntityManager(SynchronizationType.UNSYNCHRONIZED);
        EntityManager ofBefore = factory.createEntityManager();
        assertThat(ofBefore.find(User.class, 1L)).isNull();
        EntityManager closed = factory.createEntityManager();
        closed.close();
        transactions.run(injected -> {
            injected.persist(AuditEntry.of("kept"));
            for (EntityManager em : List.of(unsynchronized, ofBefore)) {
                assertThatThrownBy(() -> em.createNativeQuery("select 1")).hasMessageStartingWith("BINDKEY-108");
                em.close();
            }
            assertThatThrownBy(closed::clear).hasMessageStartingWith("BINDKEY-136");
        });

        assertThat(app.rows(META, "select text from audit_entry")).containsExactly("kept");
    }

    /** Providers close it, and what it has made, with the transaction only. */
    @Test
    void closedInsideATransactionItsQueriesAreClosedToo() {
        EntityManager em = factory.createEntityManager();
        transactions.run(ignored -> {
            em.joinTransaction();
            em.persist(AuditEntry.of("kept"));
            em.close();
            assertThat(em.isOpen()).isFalse();
            assertThat(em.getProperties()).isEmpty();
        });
        assertThat(app.rows(META, "select text from audit_entry")).containsExactly("kept");

        transactions.run(injected -> {
            injected.persist(AuditEntry.of("never"));
            EntityManager other = factory.createEntityManager();
            TypedQuery<AuditEntry> query = other.createQuery("select e from AuditEntry e", AuditEntry.class);
            other.close();
            assertThatThrownBy(query::getResultList)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("BINDKEY-136: The application has closed this entity manager.");
        });
        assertThat(app.rows(META, "select text from audit_entry")).containsExactly("kept");
    }

    @Test
    void cannotJoinOutsideATransaction() {
        EntityManager em = factory.createEntityManager();
        assertThatThrownBy(em::joinTransaction).isInstanceOf(TransactionRequiredException.class);
        assertThatThrownBy(em::flush).isInstanceOf(TransactionRequiredException.class);
        em.close();
    }

    @Test
    void sharesTheWritePolicyOfTheTransaction() {
        assertThatThrownBy(() -> transactions.run(injected -> {
                    injected.persist(AuditEntry.of("first"));
                    EntityManager em = factory.createEntityManager();
                    em.persist(Announcement.of("second"));
                }))
                .isInstanceOf(CrossBindWriteException.class);

        assertThat(entries()).isZero();
        assertThat(app.database(DEFAULT).count("announcement")).isZero();
    }

    @Test
    void refusesWhatNothingWouldCommit() {
        try (Application other = Application.onH2()
                .with("binds.meta.transaction", "resource-local")
                .start()) {
            EntityManager em =
                    other.get(EntityManagerFactory.class, Bound.Literal.ROUTER).createEntityManager();
            assertThatThrownBy(() -> em.persist(AuditEntry.of("never")))
                    .isInstanceOf(TransactionRequiredException.class)
                    .hasMessage("BINDKEY-135: persist on bind 'meta' by an application-managed router: other binds take"
                            + " part in JTA transactions, this one does not, so nothing would commit it. Create an"
                            + " entity manager with @Bound(\"meta\") EntityManagerFactory.");
            em.close();
        }
    }
}
