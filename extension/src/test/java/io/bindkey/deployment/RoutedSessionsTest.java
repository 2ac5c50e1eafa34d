// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.Bound;
import io.bindkey.deployment.Entities.Invoice;
import io.bindkey.deployment.Entities.User;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.TransactionRequiredException;
import java.util.HashSet;
import java.util.List;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.StatelessSession;
import org.hibernate.Transaction;
import org.hibernate.resource.transaction.spi.TransactionStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Hibernate's own sessions of a bind: they share its context and the transaction over all binds. */
@Tag("later")
class RoutedSessionsTest {

    private static final Bound AUTH = Bound.Literal.of("auth");

    private Application app;
    private Session session;
    private StatelessSession stateless;

    @BeforeEach
    void start() {
        app = Application.of(Invoice.class, User.class)
                .withH2("default")
                .withH2("auth")
                .with("binds-defaults.schema.strategy", "create")
                .with("binds-defaults.transaction", "resource-local")
                .start();
        session = app.get(Session.class, AUTH);
        stateless = app.get(StatelessSession.class, AUTH);
    }

    @AfterEach
    void stop() {
        app.close();
    }

    private static User named(String name) {
        User user = new User();
        user.name = name;
        return user;
    }

    private List<String> names() {
        return stateless
                .createQuery("select name from User order by name", String.class)
                .getResultList();
    }

    @Test
    void bothAreOfTheirBind() {
        app.inRequest(() -> {
            SessionFactory factory = app.get(EntityManagerFactory.class, AUTH).unwrap(SessionFactory.class);
            assertThat(session.getSessionFactory()).isSameAs(factory);
            assertThat(session.getFactory()).isSameAs(factory);
            assertThat(stateless.getFactory()).isSameAs(factory);
            assertThat(session.unwrap(Session.class).getSessionFactory()).isSameAs(factory);
        });
    }

    @Test
    void theyAreObjectsLikeOthers() {
        assertThat(new HashSet<>(List.of(stateless))).contains(stateless);
        assertThat(stateless)
                .isNotEqualTo(app.get(EntityManager.class, AUTH))
                .hasToString("StatelessSession of bind 'auth'")
                .hasSameHashCodeAs(stateless);
        assertThat(stateless.equals(null)).isFalse();
        assertThat(stateless.isOpen()).isTrue();
        assertThatThrownBy(stateless::close).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(session::close).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void oneTransactionHoldsThemAll() {
        app.inRequest(() -> {
            Transaction transaction = session.beginTransaction();
            assertThat(transaction.isActive()).isTrue();
            assertThat(app.get(EntityManager.class, Bound.Literal.ROUTER)
                            .getTransaction()
                            .isActive())
                    .isTrue();
            session.persist(named("ada"));
            session.flush();
            stateless.insert(named("bob"));
            assertThat(names()).containsExactly("ada", "bob");
            transaction.rollback();
            assertThat(transaction.isActive()).isFalse();
            assertThat(names()).isEmpty();

            stateless.beginTransaction();
            stateless.insert(named("cleo"));
            stateless.getTransaction().commit();
            assertThat(names()).containsExactly("cleo");
        });
    }

    @Test
    void aTransactionCanBeMarked() {
        app.inRequest(() -> {
            Transaction transaction = session.beginTransaction();
            session.persist(named("ada"));
            assertThat(transaction.getStatus()).isEqualTo(TransactionStatus.ACTIVE);
            transaction.markRollbackOnly();
            assertThat(transaction.getRollbackOnly()).isTrue();
            assertThat(new HashSet<>(List.of(transaction))).contains(transaction);
            assertThat(transaction).isNotEqualTo(session);
            assertThat(transaction.equals(null)).isFalse();
            assertThat(transaction.hashCode())
                    .isEqualTo(session.getTransaction().hashCode());
            transaction.rollback();
            assertThat(names()).isEmpty();
        });
    }

    @Test
    void workIsDoneInATransaction() {
        app.inRequest(() -> {
            stateless.inTransaction(tx -> stateless.insert(named("ada")));
            assertThat(session.<String>fromTransaction(tx -> {
                        session.persist(named("bob"));
                        return "done";
                    }))
                    .isEqualTo("done");
            assertThat(names()).containsExactly("ada", "bob");
        });
    }

    @Test
    void aStatelessWriteNeedsATransaction() {
        app.inRequest(() -> {
            User ada = named("ada");
            assertThatThrownBy(() -> stateless.insert(ada))
                    .isInstanceOf(TransactionRequiredException.class)
                    .hasMessageContaining("insert");
            assertThat(names()).isEmpty();
        });
    }

    @Test
    void anotherBindsEntityIsUnknownToThem() {
        app.inRequest(() -> {
            assertThatThrownBy(() -> stateless.get(Invoice.class, 1L)).hasMessageContaining("Invoice");
            assertThat(app.get(EntityManager.class, Bound.Literal.ROUTER).find(Invoice.class, 1L))
                    .isNull();
        });
    }
}
