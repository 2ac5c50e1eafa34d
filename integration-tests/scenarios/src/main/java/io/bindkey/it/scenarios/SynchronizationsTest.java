// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.arjuna.ats.jta.TransactionManager;
import com.arjuna.ats.jta.common.jtaPropertyManager;
import io.bindkey.Bound;
import io.bindkey.it.scenarios.model.Person;
import io.bindkey.it.scenarios.model.auth.User;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.SynchronizationType;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What synchronizations of the application change at the end of a transaction is written, whenever they came. */
@Tag("any-provider")
@TestInstance(Lifecycle.PER_CLASS)
class SynchronizationsTest {

    private final Application app = Application.onH2()
            .with("binds-defaults.transaction", "xa")
            .withTables()
            .start();
    private final EntityManager em = app.router();
    private final TransactionSynchronizationRegistry registry =
            jtaPropertyManager.getJTAEnvironmentBean().getTransactionSynchronizationRegistry();

    @BeforeEach
    void storeOneOfEach() throws Exception {
        app.emptyTables();
        inTransaction(() -> {
            em.persist(Person.named("Ada"));
            em.persist(User.named("ada"));
        });
    }

    @AfterAll
    void stop() {
        app.close();
    }

    private interface Work {
        void run() throws Exception;
    }

    private static void inTransaction(Work work) throws Exception {
        TransactionManager.transactionManager().begin();
        try {
            work.run();
        } catch (Exception | Error e) {
            TransactionManager.transactionManager().rollback();
            throw e;
        }
        TransactionManager.transactionManager().commit();
    }

    private Person person() {
        return em.createQuery("select p from Person p", Person.class).getSingleResult();
    }

    private User user() {
        return em.createQuery("select u from User u", User.class).getSingleResult();
    }

    private static void register(Runnable beforeCompletion) throws Exception {
        TransactionManager.transactionManager().getTransaction().registerSynchronization(before(beforeCompletion));
    }

    private void interpose(Runnable beforeCompletion) {
        registry.registerInterposedSynchronization(before(beforeCompletion));
    }

    private static Synchronization before(Runnable work) {
        return new Synchronization() {
            @Override
            public void beforeCompletion() {
                work.run();
            }

            @Override
            public void afterCompletion(int status) {
                // Nothing is to be seen of this one.
            }
        };
    }

    private List<String> people() {
        return app.rows(DEFAULT, "select name from person");
    }

    private List<String> users() {
        return app.rows(AUTH, "select name from users");
    }

    @Test
    void anOrdinaryOneChangesWhatWasReadBefore() throws Exception {
        inTransaction(() -> {
            Person person = person();
            register(() -> person.name = "Grace");
        });
        assertThat(people()).containsExactly("Grace");
    }

    @Test
    void anOrdinaryOneIsTheFirstToTouchABind() throws Exception {
        inTransaction(() -> {
            person();
            register(() -> user().name = "grace");
        });
        assertThat(users()).containsExactly("grace");
    }

    @Test
    void anInterposedOneThatCameFirstChangesWhatIsReadLater() throws Exception {
        inTransaction(() -> {
            List<Person> people = new ArrayList<>();
            interpose(() -> people.get(0).name = "Grace");
            people.add(person());
        });
        assertThat(people()).containsExactly("Grace");
    }

    @Test
    void anInterposedOneChangesWhatIsReadLaterFromAnotherBind() throws Exception {
        inTransaction(() -> {
            person();
            List<User> users = new ArrayList<>();
            interpose(() -> users.get(0).name = "grace");
            users.add(user());
        });
        assertThat(users()).containsExactly("grace");
    }

    /** The router knows the transaction by then, but has opened nothing in it. */
    @Test
    void anInterposedOneChangesWhatIsReadLaterAfterACallThatTouchedNoBind() throws Exception {
        inTransaction(() -> {
            em.clear();
            List<Person> people = new ArrayList<>();
            interpose(() -> people.get(0).name = "Grace");
            people.add(person());
        });
        assertThat(people()).containsExactly("Grace");
    }

    @Test
    void anInterposedOneChangesWhatAnEntityManagerReadsThatJoinsLater() throws Exception {
        try (EntityManager own = app.get(EntityManagerFactory.class, Bound.Literal.ROUTER)
                .createEntityManager(SynchronizationType.UNSYNCHRONIZED)) {
            inTransaction(() -> {
                Person person =
                        own.createQuery("select p from Person p", Person.class).getSingleResult();
                interpose(() -> person.name = "Grace");
                own.joinTransaction();
            });
        }
        assertThat(people()).containsExactly("Grace");
    }

    @Test
    void afterAFailedFlushNothingOfAnyBindStays() throws Exception {
        Throwable failure = catchThrowable(() -> inTransaction(() -> {
            user().name = "grace";
            person().name = "Grace";
            app.database(DEFAULT).execute("update person set version = 99");
        }));
        assertThat(failure).isInstanceOf(RollbackException.class);
        assertThat(users()).containsExactly("ada");
        assertThat(people()).containsExactly("Ada");
    }

    @Test
    void entitiesAreDetachedAfterwards() throws Exception {
        List<Person> people = new ArrayList<>();
        inTransaction(() -> people.add(person()));
        inTransaction(() -> assertThat(em.contains(people.get(0))).isFalse());
    }
}
