// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.arjuna.ats.jta.TransactionManager;
import io.bindkey.Bound;
import io.bindkey.it.scenarios.model.Order;
import io.bindkey.it.scenarios.model.Person;
import io.bindkey.it.scenarios.model.auth.User;
import jakarta.persistence.CacheStoreMode;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.FlushModeType;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Transaction;
import java.lang.ref.WeakReference;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.hibernate.Hibernate;
import org.hibernate.LazyInitializationException;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What a request reads outside of transactions, after transactions of its own. */
@Tag("later")
class FreshReadsTest {

    private static final class Changed extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    @SuppressWarnings("NullAway.Init") // by start()
    private Application app;

    @SuppressWarnings("NullAway.Init") // by insert()
    private Long ada;

    @SuppressWarnings("NullAway.Init") // by insert()
    private Long order;

    /** Small pools show soon when an entity manager keeps a connection. */
    private void start(Application.Builder builder) {
        app = builder.withTables()
                .with("binds-defaults.pool.max-size", "2")
                .with("binds-defaults.pool.acquisition-timeout", "2s")
                .start();
    }

    private void insert() {
        app.emptyTables();
        app.database(DEFAULT).execute("insert into person (id, version, name) values (1, 0, 'Ada')");
        app.database(DEFAULT).execute("insert into orders (customer_id) values (1)");
        app.database(DEFAULT).execute("insert into order_item (order_id, product) select id, 'tea' from orders");
        app.database(AUTH).execute("insert into users (id, version, name) values (1, 0, 'ada')");
        ada = 1L;
        order = Long.valueOf(app.rows(DEFAULT, "select id from orders").get(0));
    }

    private String name() {
        return app.router().find(Person.class, ada).name;
    }

    private void renameFromOutside(String name) {
        app.database(DEFAULT).execute("update person set name = '" + name + "'");
    }

    private Object current(String key) {
        return app.entityManager(key).getDelegate();
    }

    /** By the application's data source, without an entity manager. */
    private void update(String key, String sql) {
        try (Connection connection =
                        app.get(DataSource.class, Bound.Literal.of(key)).getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    class UnderJta {

        @SuppressWarnings("NullAway.Init") // by startOnH2()
        private Transactions transactions;

        @SuppressWarnings("NullAway.Init") // by startOnH2()
        private Completions completions;

        @BeforeAll
        void startOnH2() {
            start(Application.onH2().withTransactional().withBeans(Transactions.class, Completions.class));
            transactions = app.get(Transactions.class);
            completions = app.get(Completions.class);
        }

        @AfterAll
        void stop() {
            app.close();
        }

        @BeforeEach
        void begin() {
            insert();
            completions.clear();
        }

        private void rename(String name) {
            transactions.run(em -> em.find(Person.class, ada).name = name);
        }

        @Test
        void seeWhatATransactionHasChanged() {
            app.inRequest(() -> {
                EntityManager em = app.router();
                Person before = em.find(Person.class, ada);
                assertThat(em.find(Person.class, ada)).isSameAs(before);

                rename("Ada Lovelace");

                assertThat(name()).isEqualTo("Ada Lovelace");
                assertThat(app.entityManager(DEFAULT).find(Person.class, ada).name)
                        .isEqualTo("Ada Lovelace");
                assertThat(em.createQuery("from Person", Person.class).getSingleResult().name)
                        .isEqualTo("Ada Lovelace");
                assertThat(before.name).isEqualTo("Ada");

                rename("Countess");

                assertThat(name()).isEqualTo("Countess");
            });
        }

        @Test
        void seeWhatASeparateTransactionHasChanged() {
            app.inRequest(() -> {
                assertThat(name()).isEqualTo("Ada");

                transactions.run(
                        em -> transactions.runSeparately(inner -> inner.find(Person.class, ada).name = "Ada Lovelace"));

                assertThat(name()).isEqualTo("Ada Lovelace");
            });
        }

        @Test
        void seeWhatWasChangedWhileATransactionWasSuspended() throws Exception {
            jakarta.transaction.TransactionManager manager = TransactionManager.transactionManager();
            app.inRequest(() -> {
                try {
                    manager.begin();
                    app.router().find(Person.class, ada).name = "Ada Lovelace";
                    Transaction suspended = manager.suspend();
                    assertThat(name()).isEqualTo("Ada");
                    manager.resume(suspended);
                    manager.commit();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }

                assertThat(name()).isEqualTo("Ada Lovelace");
            });
        }

        @Test
        void seeWhatATransactionHasChangedThatBeganBeforeTheRequest() throws Exception {
            jakarta.transaction.TransactionManager manager = TransactionManager.transactionManager();
            manager.begin();
            app.router().find(Person.class, ada).name = "Ada Lovelace";
            app.inRequest(() -> {
                try {
                    Transaction suspended = manager.suspend();
                    assertThat(name()).isEqualTo("Ada");
                    manager.resume(suspended);
                    manager.commit();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }

                assertThat(name()).isEqualTo("Ada Lovelace");
            });
        }

        @Test
        void areFreshAfterARollback() {
            app.inRequest(() -> {
                assertThat(name()).isEqualTo("Ada");
                renameFromOutside("Ada Lovelace");

                assertThatThrownBy(() -> transactions.run(em -> {
                            assertThat(em.find(Person.class, ada).name).isEqualTo("Ada Lovelace");
                            throw new Changed();
                        }))
                        .isInstanceOf(Changed.class);

                assertThat(name()).isEqualTo("Ada Lovelace");
            });
        }

        @Test
        void areFreshAfterATimeoutOnAnotherThread() throws Exception {
            jakarta.transaction.TransactionManager manager = TransactionManager.transactionManager();
            app.inRequest(() -> {
                Person before = app.router().find(Person.class, ada);
                try {
                    manager.setTransactionTimeout(1);
                    manager.begin();
                    manager.setTransactionTimeout(0);
                    app.router().createQuery("from Person").getResultList();
                    assertThat(completions.await()).isEqualTo("default ROLLED_BACK");
                    assertThatThrownBy(manager::commit).isInstanceOf(RollbackException.class);
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
                renameFromOutside("Ada Lovelace");

                assertThat(name()).isEqualTo("Ada Lovelace");
                assertThat(before.name).isEqualTo("Ada");
            });
        }

        @Test
        void seeWhatWasChangedByPlainJdbc() {
            app.inRequest(() -> {
                assertThat(name()).isEqualTo("Ada");

                transactions.run(em -> update(DEFAULT, "update person set name = 'Ada Lovelace'"));

                assertThat(name()).isEqualTo("Ada Lovelace");
            });
        }

        @Test
        void seeWhatAnEntityManagerOfTheApplicationHasChanged() {
            EntityManagerFactory factory = app.get(EntityManagerFactory.class, Bound.Literal.of(DEFAULT));
            app.inRequest(() -> {
                assertThat(name()).isEqualTo("Ada");

                try (EntityManager own = factory.createEntityManager()) {
                    transactions.run(em -> {
                        own.joinTransaction();
                        own.find(Person.class, ada).name = "Ada Lovelace";
                    });
                    assertThat(own.find(Person.class, ada)).isSameAs(own.find(Person.class, ada));
                }

                assertThat(name()).isEqualTo("Ada Lovelace");
            });
        }

        @Test
        void areFreshForAnObserverOfTheEnd() {
            List<String> seen = new ArrayList<>();
            completions.doAfterAny(() -> seen.add(name()));
            app.inRequest(() -> {
                assertThat(name()).isEqualTo("Ada");

                rename("Ada Lovelace");
            });

            assertThat(seen).containsExactly("Ada Lovelace");
        }

        @Test
        void ofABindThatTheTransactionDidNotUseStayWhatTheyAre() {
            app.inRequest(() -> {
                Person before = app.router().find(Person.class, ada);

                transactions.run(em -> em.find(User.class, 1L).name = "ada.lovelace");
                transactions.run(em -> {});

                assertThat(app.router().find(Person.class, ada)).isSameAs(before);
            });
        }

        @Test
        void ofAnotherRequestStayWhatTheyAre() {
            app.inRequest(() -> {
                Person before = app.router().find(Person.class, ada);
                Thread other = new Thread(() -> app.inRequest(() -> {
                    assertThat(name()).isEqualTo("Ada");
                    rename("Ada Lovelace");
                }));
                other.start();
                try {
                    other.join();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }

                assertThat(app.router().find(Person.class, ada)).isSameAs(before);
            });
        }

        @Test
        void goOnLoadingWhatTheyLeftOut() {
            List<EntityManager> opened = new ArrayList<>();
            app.inRequest(() -> {
                List<Order> before = new ArrayList<>();
                for (int i = 0; i < 40; i++) {
                    before.add(app.router().find(Order.class, order));
                    opened.add((EntityManager) current(DEFAULT));
                    rename("Ada " + i);
                }

                assertThat(opened).doesNotHaveDuplicates();
                assertThat(before).doesNotHaveDuplicates().allSatisfy(read -> {
                    assertThat(read.items).extracting(item -> item.product).containsExactly("tea");
                    assertThat(((Person) Hibernate.unproxy(read.customer)).name).isEqualTo("Ada 39");
                });
            });

            assertThat(opened).noneMatch(EntityManager::isOpen);
        }

        @Test
        void goOnInTheMiddleOfAResult() {
            app.database(DEFAULT).execute("insert into person (id, version, name) values (2, 0, 'Bob'), (3, 0, 'Cid')");
            app.inRequest(() -> {
                List<String> names = new ArrayList<>();
                try (Stream<Person> people = app.router()
                        .createQuery("from Person p order by p.id", Person.class)
                        .getResultStream()) {
                    for (Iterator<Person> i = people.iterator(); i.hasNext(); ) {
                        names.add(i.next().name);
                        transactions.run(em -> em.persist(Order.by(em.getReference(Person.class, ada))));
                        app.router().clear();
                    }
                }

                assertThat(names).containsExactly("Ada", "Bob", "Cid");
            });
        }

        /** Each holds what it has read, so that a request of many transactions must not hold each. */
        @Test
        void areForgottenWithWhatWasRead() {
            List<WeakReference<Object>> opened = new ArrayList<>();
            app.inRequest(() -> {
                Order first = app.router().find(Order.class, order);
                WeakReference<Object> ofFirst = new WeakReference<>(current(DEFAULT));
                for (int i = 0; i < 200; i++) {
                    rename("Ada " + i);
                    assertThat(name()).isEqualTo("Ada " + i);
                    opened.add(new WeakReference<>(current(DEFAULT)));
                }

                for (int i = 0; i < 50 && held(opened) > 20; i++) {
                    System.gc();
                }
                assertThat(held(opened)).isLessThanOrEqualTo(20);
                assertThat(ofFirst.get()).isNotNull();
                assertThat(first.items).extracting(item -> item.product).containsExactly("tea");
            });
        }

        /** It has a connection, which somebody has to give back. */
        @Test
        void areNotForgottenBeforeTheirResultIsClosed() throws Exception {
            app.database(DEFAULT).execute("insert into person (id, version, name) values (2, 0, 'Bob'), (3, 0, 'Cid')");
            // Hibernate keeps a text's first query, and so its session, in the cache of query plans.
            app.inRequest(() -> app.router()
                    .createQuery("from Person", Person.class)
                    .getResultStream()
                    .close());
            app.inRequest(() -> {
                WeakReference<Object> reading = leaveAResultOpen();
                for (int i = 0; i < 40; i++) {
                    rename("Ada " + i);
                    assertThat(name()).isEqualTo("Ada " + i);
                }

                for (int i = 0; i < 10; i++) {
                    System.gc();
                }
                assertThat(reading.get()).isNotNull();
            });

            DataSource pool = app.get(DataSource.class, Bound.Literal.of(DEFAULT));
            try (Connection one = pool.getConnection();
                    Connection other = pool.getConnection()) {
                assertThat(one.isValid(1) && other.isValid(1)).isTrue();
            }
        }

        private WeakReference<Object> leaveAResultOpen() {
            Iterator<Person> people = app.router()
                    .createQuery("from Person", Person.class)
                    .getResultStream()
                    .iterator();
            assertThat(people.next()).isNotNull();
            return new WeakReference<>(current(DEFAULT));
        }

        private long held(List<WeakReference<Object>> references) {
            return references.stream()
                    .filter(reference -> reference.get() != null)
                    .count();
        }

        @Test
        void keepTheSettingsOfTheRequest() {
            app.inRequest(() -> {
                EntityManager em = app.router();
                em.setFlushMode(FlushModeType.COMMIT);
                em.setProperty("jakarta.persistence.cache.storeMode", CacheStoreMode.BYPASS);
                Object before = current(DEFAULT);

                rename("Ada Lovelace");

                EntityManager now = (EntityManager) current(DEFAULT);
                assertThat(now).isNotSameAs(before);
                assertThat(now.getFlushMode()).isEqualTo(FlushModeType.COMMIT);
                assertThat(now.getProperties())
                        .containsEntry("jakarta.persistence.cache.storeMode", CacheStoreMode.BYPASS);
                assertThat(em.getFlushMode()).isEqualTo(FlushModeType.COMMIT);
                assertThat(em.getProperties())
                        .containsEntry("jakarta.persistence.cache.storeMode", CacheStoreMode.BYPASS);
            });
        }

        /** To the application the request has one entity manager, whatever is behind it. */
        @Test
        void areManagedUntilTheyAreDetached() {
            for (EntityManager em : List.of(app.router(), app.entityManager(DEFAULT))) {
                app.inRequest(() -> {
                    Order one = em.find(Order.class, order);
                    Person other = em.find(Person.class, ada);
                    rename("Ada Lovelace");

                    assertThat(em.contains(one)).isTrue();
                    assertThat(em.contains(Person.named("nobody"))).isFalse();
                    em.detach(one);
                    assertThat(em.contains(one)).isFalse();
                    assertThatThrownBy(() -> one.items.size()).isInstanceOf(LazyInitializationException.class);
                    assertThat(em.contains(other)).isTrue();

                    Person fresh = em.find(Person.class, ada);
                    assertThat(em.contains(other) && em.contains(fresh)).isTrue();
                    em.clear();
                    assertThat(em.contains(other) || em.contains(fresh)).isFalse();
                });
            }
        }

        @Test
        void byAStatelessSessionAreFreshAnyway() {
            // No method, not even a lambda's own, may take the type: without Hibernate JUnit would find no test at all.
            Supplier<String> name = () ->
                    app.get(StatelessSession.class, Bound.Literal.of(DEFAULT)).get(Person.class, ada).name;
            app.inRequest(() -> {
                assertThat(name.get()).isEqualTo("Ada");

                rename("Ada Lovelace");

                assertThat(name.get()).isEqualTo("Ada Lovelace");
            });
        }
    }

    /** Nobody tells of the connections of somebody else's pool but the guard on them. */
    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    class OnADataSourceOfTheApplication {

        @BeforeAll
        void startOnADataSource() {
            app = Application.configured()
                    .withH2(DEFAULT)
                    .withH2(META)
                    .with("binds.auth.datasource", "observed-auth")
                    .withTransactional()
                    .withBeans(Transactions.class, ObservedDatabases.class)
                    .withTables()
                    .start();
        }

        @AfterAll
        void stop() {
            app.close();
        }

        @Test
        void seeWhatWasChangedByPlainJdbc() {
            app.get(ObservedDatabases.class)
                    .of(AUTH)
                    .physical()
                    .execute("insert into users (id, version, name) values (1, 0, 'ada')");
            app.inRequest(() -> {
                EntityManager em = app.router();
                assertThat(em.find(User.class, 1L).name).isEqualTo("ada");

                app.get(Transactions.class).run(any -> update(AUTH, "update users set name = 'ada.lovelace'"));

                assertThat(em.find(User.class, 1L).name).isEqualTo("ada.lovelace");
            });
        }
    }

    /** There the request's entity manager is that of its transactions as well: nothing is read behind its back. */
    @Nested
    @TestInstance(Lifecycle.PER_CLASS)
    class InResourceLocalTransactions {

        @BeforeAll
        void startOnH2() {
            start(Application.onH2().resourceLocal());
        }

        @AfterAll
        void stop() {
            app.close();
        }

        @BeforeEach
        void begin() {
            insert();
        }

        @Test
        void areTheSameInstancesAsInTheTransaction() {
            app.inRequest(() -> {
                EntityManager em = app.router();
                Person before = em.find(Person.class, ada);

                Application.inTransaction(em, inner -> {
                    assertThat(inner.find(Person.class, ada)).isSameAs(before);
                    before.name = "Ada Lovelace";
                });

                assertThat(em.find(Person.class, ada)).isSameAs(before);
                assertThat(name()).isEqualTo("Ada Lovelace");
            });

            assertThat(app.rows(DEFAULT, "select name from person")).containsExactly("Ada Lovelace");
        }

        @Test
        void areReadAgainAfterARollback() {
            app.inRequest(() -> {
                Person before = app.router().find(Person.class, ada);

                assertThatThrownBy(() -> Application.inTransaction(app.router(), em -> {
                            before.name = "in vain";
                            em.flush();
                            throw new Changed();
                        }))
                        .isInstanceOf(Changed.class);

                assertThat(name()).isEqualTo("Ada");
            });
        }
    }
}
