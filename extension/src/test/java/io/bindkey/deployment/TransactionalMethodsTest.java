// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bindkey.AfterCompletion;
import io.bindkey.BeforeCompletion;
import io.bindkey.Bound;
import io.bindkey.deployment.Entities.Invoice;
import io.bindkey.deployment.Entities.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.SessionScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Inject;
import jakarta.interceptor.InterceptorBinding;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.RollbackException;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import jakarta.transaction.TransactionalException;
import java.io.IOException;
import java.io.Serializable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.hibernate.Session;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The fine print of {@code @Transactional} without a transaction manager; the table of its kinds is in the scenarios. */
@TestInstance(Lifecycle.PER_CLASS)
class TransactionalMethodsTest {

    private static final String BY_HAND =
            "() is not for a @Transactional method, which begins and ends its transaction itself: leave it out."
                    + " Call setRollbackOnly() to roll back, or declare TxType.NOT_SUPPORTED to begin and end"
                    + " transactions by hand.";

    public interface Work {
        void with(EntityManager em) throws Exception;
    }

    @ApplicationScoped
    public static class Calls {

        @Inject
        @Bound
        EntityManager em;

        @Transactional
        public void required(Work work) throws Exception {
            work.with(em);
        }

        @Transactional(TxType.REQUIRES_NEW)
        public void requiresNew(Work work) throws Exception {
            work.with(em);
        }

        @Transactional(TxType.SUPPORTS)
        public void supports(Work work) throws Exception {
            work.with(em);
        }

        @Transactional(TxType.NOT_SUPPORTED)
        public void notSupported(Work work) throws Exception {
            work.with(em);
        }

        @Transactional(TxType.NEVER)
        public void never(Work work) throws Exception {
            work.with(em);
        }

        @Transactional(TxType.MANDATORY)
        public void mandatory() {}

        public void bySelf(Work work) throws Exception {
            requiresNew(work);
        }
    }

    @Stereotype
    @Transactional(rollbackOn = IOException.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Service {}

    @InterceptorBinding
    @Transactional(rollbackOn = IOException.class)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Atomic {}

    @Transactional(rollbackOn = IOException.class)
    static class Declared {

        @Inject
        @Bound
        EntityManager em;

        void write(String text, boolean fails) throws IOException {
            em.persist(invoice(text));
            if (fails) {
                throw new IOException();
            }
        }

        @Transactional
        void writeAllTheSame(String text) throws IOException {
            em.persist(invoice(text));
            throw new IOException();
        }

        @Transactional(TxType.NOT_SUPPORTED)
        boolean isInTransaction() {
            return em.isJoinedToTransaction();
        }
    }

    @ApplicationScoped
    static class Inheriting extends Declared {}

    @Service
    @ApplicationScoped
    static class Stereotyped {

        @Inject
        @Bound
        EntityManager em;

        void write(String text, boolean fails) throws IOException {
            em.persist(invoice(text));
            if (fails) {
                throw new IOException();
            }
        }
    }

    @ApplicationScoped
    static class Bindings {

        @Inject
        @Bound
        EntityManager em;

        @Atomic
        void write(String text, boolean fails) throws IOException {
            em.persist(invoice(text));
            if (fails) {
                throw new IOException();
            }
        }
    }

    /** CDI wants whatever belongs to it to be passivated with it. */
    @SessionScoped
    static class Passivating implements Serializable {

        @Transactional
        void work() {}
    }

    @ApplicationScoped
    static class Heard {

        final List<String> events = new ArrayList<>();

        void before(@Observes @Bound("default") BeforeCompletion event, @Bound EntityManager em) {
            events.add("before " + em.getTransaction().isActive());
        }

        void after(@Observes AfterCompletion event) {
            events.add(event.bind() + " " + event.outcome());
        }

        List<String> events() {
            return events;
        }
    }

    private Application app;
    private Calls calls;
    private EntityManager router;

    private static Application.Builder application() {
        return Application.of(Invoice.class, User.class)
                .with("binds.default.url", "jdbc:h2:mem:methods")
                .with("binds.auth.url", "jdbc:h2:mem:methods_auth")
                .with("binds-defaults.schema.strategy", "create")
                .with("binds-settings.transactions.across", "best-effort");
    }

    /** {@return the bean that makes a difference} Where there is none of the request scope, a call gets no request context. */
    Class<?>[] ofRequest() {
        return new Class<?>[] {RequestForCallTest.OfRequest.class};
    }

    @BeforeAll
    void start() {
        app = application()
                .withBeans(
                        Calls.class,
                        Inheriting.class,
                        Stereotyped.class,
                        Bindings.class,
                        Passivating.class,
                        Heard.class)
                .withBeans(ofRequest())
                .start();
        calls = app.get(Calls.class);
        router = app.get(EntityManager.class, Bound.Literal.ROUTER);
    }

    @AfterAll
    void stop() {
        app.close();
    }

    @BeforeEach
    void empty() throws SQLException {
        execute("methods", "delete from Invoice");
        execute("methods_auth", "delete from users");
        app.get(Heard.class).events().clear();
    }

    private static Invoice invoice(String text) {
        Invoice invoice = new Invoice();
        invoice.text = text;
        return invoice;
    }

    private static void execute(String database, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:" + database);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static List<String> invoices() {
        return texts("methods", "select text from Invoice order by text");
    }

    private static List<String> texts(String database, String sql) {
        try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:" + database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Nested
    class TheRequest {

        @Test
        void endsAlsoWhenTheCallFails() {
            assertThatThrownBy(() -> calls.required(em -> {
                        throw new IOException();
                    }))
                    .isInstanceOf(IOException.class);

            assertThatThrownBy(() -> router.find(Invoice.class, 1L)).isInstanceOf(ContextNotActiveException.class);
        }

        @Test
        void isTheCallersIfThereIsOne() {
            app.inRequest(() -> {
                Invoice invoice = invoice("managed");
                run(() -> calls.required(em -> em.persist(invoice)));
                assertThat(router.contains(invoice)).isTrue();
            });
        }

        @Test
        void isOfItsOwnOnEachThread() throws Exception {
            CyclicBarrier bothAreAtWork = new CyclicBarrier(2);
            ExecutorService executor = Executors.newFixedThreadPool(2);
            try {
                CompletableFuture<?>[] both = List.of("one", "other").stream()
                        .map(text -> CompletableFuture.runAsync(
                                () -> run(() -> calls.required(em -> {
                                    em.persist(invoice(text));
                                    bothAreAtWork.await();
                                    if (text.equals("other")) {
                                        em.getTransaction().setRollbackOnly();
                                    }
                                })),
                                executor))
                        .toArray(CompletableFuture<?>[]::new);
                CompletableFuture.allOf(both).join();
            } finally {
                executor.shutdown();
            }
            assertThat(invoices()).containsExactly("one");
        }
    }

    @Nested
    class ByHand {

        @Test
        void theTransactionIsNeitherBegunNorEnded() throws Exception {
            calls.required(em -> {
                em.persist(invoice("once"));
                assertThatNothingEnds(em.getTransaction());
            });
            assertThat(invoices()).containsExactly("once");

            calls.supports(em ->
                    assertThatThrownBy(() -> em.getTransaction().begin()).hasMessage("BINDKEY-151: begin" + BY_HAND));
            app.inRequest(() -> {
                EntityTransaction outer = router.getTransaction();
                outer.begin();
                router.persist(invoice("by hand"));
                run(() -> calls.required(em -> assertThatNothingEnds(outer)));
                run(() -> calls.requiresNew(em -> assertThatNothingEnds(outer)));
                run(() -> calls.notSupported(em -> assertThatNothingEnds(outer)));
                outer.commit();
            });
            assertThat(invoices()).containsExactly("by hand", "once");
        }

        private void assertThatNothingEnds(EntityTransaction transaction) {
            assertThatThrownBy(transaction::begin)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("BINDKEY-151: begin" + BY_HAND);
            assertThatThrownBy(transaction::commit).hasMessage("BINDKEY-151: commit" + BY_HAND);
            assertThatThrownBy(transaction::rollback).hasMessage("BINDKEY-151: rollback" + BY_HAND);
            assertThat(transaction.isActive()).isTrue();
        }

        @Test
        void itMayBeMarkedForRollback() throws Exception {
            calls.required(em -> {
                em.persist(invoice("in vain"));
                em.getTransaction().setRollbackOnly();
                assertThat(em.getTransaction().getRollbackOnly()).isTrue();
            });
            assertThat(invoices()).isEmpty();
        }

        @Test
        void aMethodWithoutOneMayHaveItsOwn() throws Exception {
            Work byHand = em -> {
                em.getTransaction().begin();
                em.persist(invoice("by hand"));
                em.getTransaction().commit();
            };
            calls.never(byHand);
            calls.required(em -> {
                em.persist(invoice("outer"));
                calls.notSupported(byHand);
                em.getTransaction().setRollbackOnly();
            });
            assertThat(invoices()).containsExactly("by hand", "by hand");
        }

        @Test
        void whatItLeavesOpenIsRolledBack() throws Exception {
            Work leavingOpen = em -> {
                em.getTransaction().begin();
                em.persist(invoice("left open"));
                em.flush();
            };
            calls.notSupported(leavingOpen);
            calls.required(em -> {
                em.persist(invoice("outer"));
                calls.notSupported(leavingOpen);
            });
            assertThat(invoices()).containsExactly("outer");
        }

        @Test
        void anApplicationManagedRouterHasItsOwnAllTheSame() throws Exception {
            EntityManagerFactory factory = app.get(EntityManagerFactory.class, Bound.Literal.ROUTER);
            calls.required(em -> {
                em.persist(invoice("injected"));
                factory.runInTransaction(own -> own.persist(invoice("own")));
                em.getTransaction().setRollbackOnly();
            });
            assertThat(invoices()).containsExactly("own");
        }
    }

    @Nested
    class ASuspendedTransaction {

        @Test
        void keepsItsPersistenceContext() throws Exception {
            Invoice outer = invoice("outer");
            calls.required(em -> {
                em.persist(outer);
                em.flush();
                calls.requiresNew(inner -> {
                    assertThat(inner.contains(outer)).isFalse();
                    assertThat(count(inner)).isZero();
                    inner.persist(invoice("inner"));
                });
                calls.notSupported(inner -> {
                    assertThat(inner.isJoinedToTransaction()).isFalse();
                    assertThat(inner.contains(outer)).isFalse();
                    assertThat(count(inner)).isEqualTo(1);
                });
                assertThat(em.contains(outer)).isTrue();
                outer.text = "changed";
            });
            assertThat(invoices()).containsExactly("changed", "inner");
        }

        private long count(EntityManager em) {
            return em.createQuery("select count(i) from Invoice i", Long.class).getSingleResult();
        }

        @Test
        void maySuspendAnotherInTurn() throws Exception {
            calls.required(one -> {
                one.persist(invoice("1"));
                calls.requiresNew(two -> {
                    two.persist(invoice("2"));
                    calls.requiresNew(three -> three.persist(invoice("3")));
                    two.getTransaction().setRollbackOnly();
                });
                calls.required(four -> four.persist(invoice("4")));
            });
            assertThat(invoices()).containsExactly("1", "3", "4");
        }

        @Test
        void isResumedWhenTheOtherFails() throws Exception {
            calls.required(em -> {
                em.persist(invoice("outer"));
                assertThatThrownBy(() -> calls.requiresNew(inner -> {
                            inner.persist(invoice("inner"));
                            throw new IllegalArgumentException();
                        }))
                        .isInstanceOf(IllegalArgumentException.class);
                em.persist(new User());
            });
            assertThat(invoices()).containsExactly("outer");
            assertThat(texts("methods_auth", "select id from users")).hasSize(1);
        }

        @Test
        void isNotBlamedForWhatTheOtherWrites() throws Exception {
            try (Application strict = application()
                    .with("binds.default.url", "jdbc:h2:mem:strict")
                    .with("binds.auth.url", "jdbc:h2:mem:strict_auth")
                    .with("binds-settings.transactions.across", "fail")
                    .withBeans(Calls.class)
                    .start()) {
                Calls one = strict.get(Calls.class);
                Session session = strict.get(Session.class, Bound.Literal.of("auth"));
                one.required(em -> {
                    em.persist(invoice("one"));
                    em.find(User.class, 1L);
                    em.flush();
                    one.notSupported(inner -> session.doWork(connection -> {
                        try (Statement statement = connection.createStatement()) {
                            statement.executeUpdate("insert into users (id) values (-1)");
                        }
                    }));
                    one.requiresNew(inner -> inner.persist(new User()));
                    one.notSupported(inner -> {
                        inner.getTransaction().begin();
                        inner.persist(new User());
                        inner.getTransaction().commit();
                    });
                    em.persist(invoice("other"));
                });
                try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:strict_auth");
                        Statement statement = connection.createStatement();
                        ResultSet rows = statement.executeQuery("select count(*) from users")) {
                    rows.next();
                    assertThat(rows.getInt(1)).isEqualTo(3);
                }
                assertThatThrownBy(() -> one.required(em -> {
                            em.persist(invoice("refused"));
                            em.persist(new User());
                        }))
                        .hasMessageStartingWith("BINDKEY-124");
            }
        }

        @Test
        void doesNotShareTheStatelessSession() throws Exception {
            StatelessSession session = app.get(StatelessSession.class, Bound.Literal.of("default"));
            calls.required(em -> {
                session.insert(invoice("outer"));
                calls.requiresNew(inner -> session.insert(invoice("inner")));
                em.getTransaction().setRollbackOnly();
            });
            assertThat(invoices()).containsExactly("inner");
        }
    }

    @Nested
    class WhereItIsDeclared {

        @Test
        void onASuperclass() throws Exception {
            Inheriting bean = app.get(Inheriting.class);
            bean.write("saved", false);
            assertThatThrownBy(() -> bean.write("lost", true)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> bean.writeAllTheSame("of the method")).isInstanceOf(IOException.class);

            assertThat(invoices()).containsExactly("of the method", "saved");
            assertThat(bean.isInTransaction()).isFalse();
        }

        @Test
        void onAStereotype() throws Exception {
            Stereotyped bean = app.get(Stereotyped.class);
            bean.write("saved", false);
            assertThatThrownBy(() -> bean.write("lost", true)).isInstanceOf(IOException.class);

            assertThat(invoices()).containsExactly("saved");
        }

        @Test
        void onAnInterceptorBinding() throws Exception {
            Bindings bean = app.get(Bindings.class);
            bean.write("saved", false);
            assertThatThrownBy(() -> bean.write("lost", true)).isInstanceOf(IOException.class);

            assertThat(invoices()).containsExactly("saved");
        }

        @Test
        void aCallOfTheBeanItselfIsNotIntercepted() throws Exception {
            calls.required(em -> {
                em.persist(invoice("outer"));
                calls.bySelf(self -> self.persist(invoice("self")));
                em.getTransaction().setRollbackOnly();
            });
            assertThat(invoices()).isEmpty();
        }
    }

    @Nested
    class TheEnd {

        @Test
        void isToldAsOfAnyTransaction() throws Exception {
            calls.required(em -> em.persist(invoice("told")));
            assertThat(app.get(Heard.class).events()).containsExactly("before true", "default COMMITTED");
        }

        @Test
        void failsWithWhatTheCommitFailsWith() {
            Throwable failure = catchThrowable(() -> calls.required(em -> {
                em.persist(invoice("x".repeat(300)));
                throw new IOException("of the method");
            }));

            assertThat(failure)
                    .isInstanceOf(RollbackException.class)
                    .hasMessageStartingWith(
                            "BINDKEY-126: The transaction was rolled back in every bind that took part: ");
            assertThat(failure.getSuppressed()).singleElement().satisfies(suppressed -> assertThat(suppressed)
                    .hasMessage("of the method"));
            assertThat(invoices()).isEmpty();
        }

        @Test
        void ofATransactionByHandIsARollbackAfterAFailure() {
            app.inRequest(() -> {
                router.getTransaction().begin();
                router.persist(invoice("outer"));
                assertThatThrownBy(() -> calls.required(em -> {
                            throw new IllegalArgumentException();
                        }))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThatThrownBy(router.getTransaction()::commit)
                        .isInstanceOf(RollbackException.class)
                        .hasMessageStartingWith("BINDKEY-126");
            });
            assertThat(invoices()).isEmpty();
        }

        @Test
        void ofWhatMustNotBeginSaysWhy() throws Exception {
            assertThatThrownBy(calls::mandatory)
                    .isInstanceOf(TransactionalException.class)
                    .hasMessage("BINDKEY-150: A method with @Transactional(TxType.MANDATORY) was called while no"
                            + " transaction is active.");
            calls.required(em -> assertThatThrownBy(() -> calls.never(inner -> {}))
                    .isInstanceOf(TransactionalException.class)
                    .hasMessage("BINDKEY-150: A method with @Transactional(TxType.NEVER) was called while a"
                            + " transaction is active."));
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    private static void run(Step step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
