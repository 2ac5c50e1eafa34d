// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.Bound;
import io.bindkey.deployment.Entities.Invoice;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Whether a {@code @Transactional} call outside of any request context has one. */
class RequestForCallTest {

    @RequestScoped
    static class OfRequest {
        int calls;

        int call() {
            return ++calls;
        }
    }

    @ApplicationScoped
    static class Calls {

        @Inject
        @Bound
        EntityManager em;

        @Transactional
        void required(Consumer<EntityManager> work) {
            work.accept(em);
        }

        @Transactional(TxType.NEVER)
        void never(Consumer<EntityManager> work) {
            work.accept(em);
        }
    }

    private static Application.Builder application() {
        return Application.of(Invoice.class)
                .with("binds.default.url", "jdbc:h2:mem:request_for_call")
                .with("binds-defaults.schema.strategy", "create")
                .withBeans(Calls.class);
    }

    private static Invoice invoice() {
        Invoice invoice = new Invoice();
        invoice.text = "alone";
        return invoice;
    }

    @Test
    void anApplicationWithBeansForItHasOne() {
        try (Application app = application().withBeans(OfRequest.class).start()) {
            OfRequest bean = app.get(OfRequest.class);
            Calls calls = app.get(Calls.class);
            calls.required(em -> {
                em.persist(invoice());
                assertThat(bean.call()).isEqualTo(1);
                calls.required(inner -> assertThat(bean.call()).isEqualTo(2));
            });
            calls.never(em -> {
                assertThat(bean.call()).isEqualTo(1);
                assertThat(em.find(Invoice.class, 1L)).isNotNull();
            });
            assertThatThrownBy(bean::call).isInstanceOf(ContextNotActiveException.class);
        }
    }

    @ApplicationScoped
    static class Observer {
        int begun;

        void requestBegins(@Observes @Initialized(RequestScoped.class) Object event) {
            begun++;
        }

        int begun() {
            return begun;
        }
    }

    @Test
    void oneThatObservesThemHasOne() {
        try (Application app = application().withBeans(Observer.class).start()) {
            Observer observer = app.get(Observer.class);
            app.get(Calls.class).never(em -> assertThat(observer.begun()).isEqualTo(1));
        }
    }

    @Test
    void anotherHasNoneAndWorksAsWell() {
        try (Application app = application().start()) {
            BeanManager beans = app.get(BeanManager.class);
            Calls calls = app.get(Calls.class);
            calls.required(em -> {
                em.persist(invoice());
                assertThatThrownBy(() -> beans.getContext(RequestScoped.class))
                        .isInstanceOf(ContextNotActiveException.class);
                calls.required(
                        inner -> assertThat(inner.find(Invoice.class, 1L)).isNotNull());
            });
            calls.never(em -> {
                Invoice read = em.find(Invoice.class, 1L);
                assertThat(em.contains(read)).isTrue();
            });
            EntityManager router = app.get(EntityManager.class, Bound.Literal.ROUTER);
            assertThatThrownBy(() -> router.find(Invoice.class, 1L)).isInstanceOf(ContextNotActiveException.class);
        }
    }

    @Test
    void aRequestThatBeginsInACallIsInItsTransaction() {
        try (Application app = application().start()) {
            Calls calls = app.get(Calls.class);
            EntityManager router = app.get(EntityManager.class, Bound.Literal.ROUTER);
            calls.required(em -> {
                Invoice invoice = invoice();
                em.persist(invoice);
                app.inRequest(() -> {
                    assertThat(router.contains(invoice)).isTrue();
                    assertThat(router.isJoinedToTransaction()).isTrue();
                });
                assertThat(em.contains(invoice)).isTrue();
            });
            app.inRequest(() -> assertThat(router.isJoinedToTransaction()).isFalse());
        }
    }
}
