// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.Binds;
import io.bindkey.Bound;
import io.bindkey.CrossBindWriteException;
import io.bindkey.deployment.Entities.Invoice;
import io.bindkey.deployment.Entities.User;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.persistence.Entity;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityTransaction;
import jakarta.persistence.Id;
import jakarta.persistence.RollbackException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an application is told that has no transaction manager, word for word. */
class MessagesInUseTest {

    @Entity(name = "Once")
    static class Once {
        @Id
        Long id = 1L;
    }

    private static void inTransaction(Consumer<EntityManager> work) {
        try (Application app = Application.of(Invoice.class, User.class, Once.class)
                .withH2("default")
                .withH2("auth")
                .with("binds-defaults.schema.strategy", "create")
                .start()) {
            app.inRequest(() -> {
                EntityManager em = app.get(EntityManager.class, Bound.Literal.ROUTER);
                EntityTransaction transaction = em.getTransaction();
                transaction.begin();
                work.accept(em);
                transaction.commit();
            });
        }
    }

    @Test
    void aSecondBindIsRefusedWithoutAdviceThatNeedsATransactionManager() {
        assertThatThrownBy(() -> inTransaction(em -> {
                    em.persist(new Invoice());
                    em.persist(new User());
                }))
                .isInstanceOf(CrossBindWriteException.class)
                .hasMessage(
                        "BINDKEY-124: This transaction has already written to bind 'default', and now it would write to"
                                + " bind 'auth': the two cannot be committed as one."
                                + " Set binds-settings.transactions.across = best-effort to commit them one after another,"
                                + " or split the work into two transactions.");
    }

    @Test
    void aRollbackSaysWhy() {
        assertThatThrownBy(() -> inTransaction(em -> {
                    em.persist(new Once());
                    em.flush();
                    em.clear();
                    em.persist(new Once());
                }))
                .isInstanceOf(RollbackException.class)
                .hasMessageStartingWith("BINDKEY-126: The transaction was rolled back in every bind that took part:"
                        + " Unique index or primary key violation: ");
    }

    @Test
    void aRollbackThatWasAskedForSaysSo() {
        assertThatThrownBy(() -> inTransaction(em -> em.getTransaction().setRollbackOnly()))
                .isInstanceOf(RollbackException.class)
                .hasMessage("BINDKEY-126: The transaction was rolled back in every bind that took part:"
                        + " it was marked for rollback.");
    }

    /** Asks for the binds while the application is still being deployed. */
    static class TooEarly implements Extension {

        private @Nullable RuntimeException failure;

        void ask(@Observes AfterDeploymentValidation event, BeanManager beanManager) {
            try {
                beanManager.createInstance().select(Binds.class).get().keys();
            } catch (RuntimeException e) {
                failure = e;
            }
        }
    }

    @Test
    void whoComesTooEarlyIsTold() {
        TooEarly extension = new TooEarly();
        Application.of(Invoice.class)
                .withH2("default")
                .withExtensions(extension)
                .start()
                .close();
        assertThat(extension.failure)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        "BINDKEY-133: The binds are not open yet: they open at the end of AfterDeploymentValidation."
                                + " Use them from @Initialized(ApplicationScoped.class) on.");
    }
}
