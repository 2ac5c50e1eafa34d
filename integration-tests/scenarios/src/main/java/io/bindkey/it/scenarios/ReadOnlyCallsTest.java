// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.BindUnavailableException;
import io.bindkey.Binds;
import io.bindkey.Bound;
import io.bindkey.it.scenarios.model.Person;
import io.bindkey.it.scenarios.model.auth.User;
import io.bindkey.it.scenarios.model.meta.AuditEntry;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
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

/** What is {@code @ReadOnly} reads, and nothing that it calls writes; with any provider and kind of transaction. */
@Tag("later")
@Tag("any-provider")
class ReadOnlyCallsTest {

    private static final List<String> KEYS = List.of(DEFAULT, AUTH, META);
    private static final String REFUSED = "BINDKEY-149: Bind '";

    @SuppressWarnings("NullAway.Init") // by each nested class
    private Application app;

    /** What holds for each kind of transaction. */
    @TestInstance(Lifecycle.PER_CLASS)
    abstract class Of {

        private final Application.Builder builder;
        private final List<List<String>> seen = new ArrayList<>();

        Of(Application.Builder builder) {
            this.builder = builder;
        }

        /** Runs something in a transaction of the binds, in the current request. */
        void transact(Consumer<EntityManager> work) {
            app.get(Transactions.class).runSeparately(work);
        }

        /** Small pools show soon when a connection is not given back. */
        @BeforeAll
        void start() {
            app = builder.withTransactional()
                    .withBeans(Transactions.class, Readers.class)
                    .with("binds-defaults.pool.max-size", "2")
                    .with("binds-defaults.pool.acquisition-timeout", "2s")
                    .start();
        }

        @AfterAll
        void stop() {
            app.close();
        }

        @BeforeEach
        void fill() {
            seen.clear();
            app.schema().recreate();
            for (Object entity : List.of(Person.named("Ada"), User.named("ada"), AuditEntry.of("hired Ada"))) {
                app.inRequest(() -> transact(em -> em.persist(entity)));
            }
        }

        @AfterEach
        void poolsAreFull() throws SQLException {
            for (String key : KEYS) {
                DataSource pool = app.get(DataSource.class, Bound.Literal.of(key));
                try (Connection one = pool.getConnection();
                        Connection other = pool.getConnection()) {
                    assertThat(one.isReadOnly() || other.isReadOnly()).as(key).isFalse();
                    assertThat(one.getAutoCommit() && other.getAutoCommit())
                            .as(key)
                            .isTrue();
                }
            }
            assertThat(app.database(DEFAULT).count("person")).isOne();
        }

        private Readers readers() {
            return app.get(Readers.class);
        }

        private void refused(Runnable write) {
            assertThatThrownBy(write::run)
                    .isInstanceOf(BindUnavailableException.class)
                    .hasMessageStartingWith(REFUSED)
                    .hasMessageContaining("@ReadOnly");
        }

        private String nameOfAll(EntityManager em) {
            return String.join(
                    ",",
                    em.createQuery("select p from Person p", Person.class).getSingleResult().name,
                    em.createQuery("select u from User u", User.class).getSingleResult().name,
                    em.createQuery("select a from AuditEntry a", AuditEntry.class)
                            .getSingleResult()
                            .text);
        }

        @Test
        void readsOfAllBinds() {
            app.inRequest(() -> {
                assertThat(readers().read(this::nameOfAll)).isEqualTo("Ada,ada,hired Ada");
                assertThat(readers().readInTransaction(this::nameOfAll)).isEqualTo("Ada,ada,hired Ada");
                assertThat(app.get(Binds.class).readOnly(() -> nameOfAll(app.router())))
                        .isEqualTo("Ada,ada,hired Ada");
            });
        }

        @Test
        void nothingThatItCallsWrites() {
            app.inRequest(() -> readers().readInTransaction(em -> {
                Person ada =
                        em.createQuery("select p from Person p", Person.class).getSingleResult();
                refused(() -> em.persist(Person.named("Bob")));
                refused(() -> app.entityManager(DEFAULT).persist(Person.named("Bob")));
                refused(() -> em.merge(ada));
                refused(() -> em.remove(ada));
                return ada;
            }));
        }

        @Test
        void norWhatItCallsInATransactionOfItsOwn() {
            app.inRequest(() -> readers().readInTransaction(em -> {
                refused(() -> transact(other -> other.persist(Person.named("Bob"))));
                return em;
            }));
        }

        @Test
        void norAConnection() {
            app.inRequest(() -> app.get(Binds.class).readOnly(() -> {
                try (Connection connection = app.get(DataSource.class, Bound.Literal.of(AUTH))
                                .getConnection();
                        Statement statement = connection.createStatement()) {
                    refused(() -> executeUpdate(statement, "delete from users"));
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            }));
            assertThat(app.database(AUTH).count("users")).isOne();
        }

        private void executeUpdate(Statement statement, String sql) {
            try {
                statement.executeUpdate(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }

        /** It stays in the transaction, whose rows it has to see, and what waits goes on waiting. */
        @Test
        void inATransactionItSeesWhatThatHasWritten() {
            // Like any other failure of an entity manager, the refusal marks the transaction for rollback.
            app.inRequest(() -> rolledBack(em -> {
                em.persist(Person.named("Bob"));
                em.flush();
                em.persist(Person.named("Cleo"));
                seen.add(names());
                refused(() -> readers().read(reading -> {
                    reading.persist(Person.named("Dan"));
                    return reading;
                }));
                seen.add(List.of("refused"));
            }));
            assertThat(seen).containsExactly(List.of("Ada", "Bob"), List.of("refused"));
        }

        /** What means all binds means those of the transaction then. */
        @Test
        void inATransactionItClearsWhatThatHasRead() {
            app.inRequest(() -> transact(em -> {
                Person ada =
                        em.createQuery("select p from Person p", Person.class).getSingleResult();
                seen.add(List.of(String.valueOf(em.contains(ada))));
                readers().read(reading -> {
                    reading.clear();
                    return reading;
                });
                seen.add(List.of(String.valueOf(em.contains(ada))));
            }));
            assertThat(seen).containsExactly(List.of("true"), List.of("false"));
        }

        /** Whether who commits is told depends on who that is. */
        private void rolledBack(Consumer<EntityManager> work) {
            try {
                transact(work);
            } catch (RuntimeException told) {
                assertThat(told).hasMessageNotContaining("@ReadOnly");
            }
        }

        private List<String> names() {
            return readers().read(em -> em.createQuery("select p.name from Person p order by p.name", String.class)
                    .getResultList());
        }
    }

    @Nested
    class Local extends Of {
        Local() {
            super(Application.onH2().resourceLocal());
        }

        @Override
        void transact(Consumer<EntityManager> work) {
            Application.inTransaction(app.router(), work);
        }

        /** One that the application has created reads as ever, and its writes are refused as they are flushed. */
        @Test
        void norDoesARouterOfTheApplicationsOwnWrite() {
            try (EntityManager own =
                    app.get(EntityManagerFactory.class, Bound.Literal.ROUTER).createEntityManager()) {
                app.get(Binds.class).readOnly(() -> {
                    own.getTransaction().begin();
                    own.persist(Person.named("Bob"));
                    assertThatThrownBy(() -> own.getTransaction().commit()).hasStackTraceContaining(REFUSED);
                });
                assertThat(own.createQuery("select p.name from Person p", String.class)
                                .getResultList())
                        .containsExactly("Ada");
            }
        }
    }

    @Nested
    class UnderJta extends Of {
        UnderJta() {
            super(Application.onH2().with("binds-defaults.transaction", "jta"));
        }
    }

    @Nested
    class UnderXa extends Of {
        UnderXa() {
            super(Application.onH2().with("binds-defaults.transaction", "xa"));
        }
    }
}
