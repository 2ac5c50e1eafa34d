// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.arjuna.ats.jta.UserTransaction;
import io.bindkey.it.scenarios.model.Person;
import io.bindkey.it.scenarios.model.meta.AuditEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.inject.Inject;
import jakarta.persistence.TransactionRequiredException;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What Jakarta EE servers have of Jakarta Transactions and Narayana in Java SE has not, and what is said of binds that it does not drive. */
@Tag("later")
@Tag("matrix")
@Tag("any-provider")
class NarayanaServicesTest {

    /** A bean as it would be on a server. */
    @ApplicationScoped
    public static class Injected {

        @Inject
        jakarta.transaction.UserTransaction transaction;

        @Inject
        TransactionSynchronizationRegistry registry;

        public jakarta.transaction.UserTransaction transaction() {
            return transaction;
        }

        public TransactionSynchronizationRegistry registry() {
            return registry;
        }
    }

    private static void assertThatTheyWork(Application app) throws Exception {
        app.schema().recreate();
        jakarta.transaction.UserTransaction transaction =
                app.get(Injected.class).transaction();
        TransactionSynchronizationRegistry registry = app.get(Injected.class).registry();
        assertThat(registry.getTransactionKey()).isNull();

        transaction.begin();
        app.router().persist(Person.named("committed"));
        assertThat(registry.getTransactionStatus()).isEqualTo(Status.STATUS_ACTIVE);
        transaction.commit();
        transaction.begin();
        app.router().persist(Person.named("rolled back"));
        registry.setRollbackOnly();
        assertThat(transaction.getStatus()).isEqualTo(Status.STATUS_MARKED_ROLLBACK);
        transaction.rollback();

        assertThat(app.rows(DEFAULT, "select name from person")).containsExactly("committed");
    }

    @Test
    void areInjectedBesideItsOwnExtension() throws Exception {
        try (Application app =
                Application.onH2().withTransactional().withBeans(Injected.class).start()) {
            assertThatTheyWork(app);
        }
    }

    @Test
    void areInjectedWithoutIt() throws Exception {
        try (Application app = Application.onH2().withBeans(Injected.class).start()) {
            assertThatTheyWork(app);
        }
    }

    /** The application's own. */
    public static class Producer {

        @Produces
        static final jakarta.transaction.UserTransaction OWN = UserTransaction.userTransaction();
    }

    @Test
    void thoseOfTheApplicationAreTheOnlyOnes() throws Exception {
        try (Application app = Application.onH2()
                .withTransactional()
                .withBeans(Injected.class, Producer.class)
                .start()) {
            assertThat(app.get(Injected.class).transaction()).isSameAs(Producer.OWN);
            assertThatTheyWork(app);
        }
    }

    /** Another library for the same end, which nobody can see in time. */
    public static class AnotherExtension implements Extension {

        void register(@Observes AfterBeanDiscovery event) {
            event.addBean()
                    .types(jakarta.transaction.UserTransaction.class, Object.class)
                    .createWith(creation -> UserTransaction.userTransaction());
        }
    }

    @Test
    void thoseOfAnotherExtensionMakeNothingAmbiguous() throws Exception {
        try (Application app = Application.onH2()
                .withTransactional()
                .withExtension(new AnotherExtension())
                .withBeans(Injected.class)
                .start()) {
            assertThatTheyWork(app);
        }
    }

    @Test
    void transactionalIsSaidToPassByBindsThatAreResourceLocal() {
        List<String> warnings = LogWatch.during("io.bindkey", () -> {
            try (Application app = mixed().withBeans(Transactions.class).start()) {
                app.schema().recreate();
                assertThatThrownBy(() -> app.inRequest(
                                () -> app.get(Transactions.class).run(em -> em.persist(AuditEntry.of("never")))))
                        .isInstanceOf(TransactionRequiredException.class)
                        .hasMessage("BINDKEY-121: persist on bind 'meta' needs an active transaction. Begin one with"
                                + " getTransaction(): @Transactional is the transaction manager's, and"
                                + " binds.meta.transaction = resource-local.");
            }
        });

        assertThat(warnings)
                .containsExactly("BINDKEY-153: @Transactional has no effect on bind 'meta', as in "
                        + Transactions.class.getName() + ": it is the transaction manager's, and"
                        + " binds.meta.transaction = resource-local. Begin the bind's transactions with getTransaction() of"
                        + " its @Bound(\"meta\") EntityManager, or remove that property.");
    }

    @Test
    void transactionalIsSaidToHaveNoEffectWithoutItsExtension() {
        assertThat(LogWatch.during("io.bindkey", () -> Application.onH2()
                        .withBeans(Transactions.class)
                        .start()
                        .close()))
                .containsExactly("BINDKEY-153: @Transactional has no effect on " + Transactions.class.getName()
                        + ": Narayana's CDI extension, which brings the interceptors, is not in use. Add"
                        + " com.arjuna.ats.jta.cdi.TransactionExtension to the container.");
    }

    @Test
    void nothingIsSaidWhereNothingIsTransactional() {
        assertThat(LogWatch.during("io.bindkey", () -> mixed().start().close())).isEmpty();
    }

    private static Application.Builder mixed() {
        return Application.onH2()
                .withTransactional()
                .with("binds." + META + ".transaction", "resource-local")
                .with("binds." + AUTH + ".active", "false");
    }
}
