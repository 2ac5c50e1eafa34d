// SPDX-License-Identifier: Apache-2.0
package io.bindkey.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.context.spi.Context;
import jakarta.enterprise.context.spi.Contextual;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import java.lang.annotation.Annotation;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The active request context is found, whichever it is, and no other. */
class ActiveRequestTest {

    /** A request context beside those of the container, as a servlet container has one. */
    static final class OtherContext implements Context {

        private final ThreadLocal<Boolean> active = ThreadLocal.withInitial(() -> false);

        @Override
        public Class<? extends Annotation> getScope() {
            return RequestScoped.class;
        }

        @Override
        public <T> T get(Contextual<T> contextual, CreationalContext<T> creation) {
            return contextual.create(creation);
        }

        @Override
        public <T> @Nullable T get(Contextual<T> contextual) {
            return null;
        }

        @Override
        public boolean isActive() {
            return active.get();
        }
    }

    /** Brings it along. */
    static final class OtherContexts implements Extension {

        final OtherContext context = new OtherContext();

        void add(@Observes AfterBeanDiscovery event) {
            event.addContext(context);
        }
    }

    private final OtherContexts others = new OtherContexts();
    private SeContainer container;
    private RequestContextController request;
    private ActiveRequest active;

    @BeforeEach
    void start() {
        container = SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(ActiveRequestTest.class)
                .addExtensions(others)
                .initialize();
        request = container.select(RequestContextController.class).get();
        active = new ActiveRequest(container.getBeanManager());
    }

    @AfterEach
    void stop() {
        container.close();
    }

    private void assertThatThereIsNone() {
        assertThat(active.ifActive()).isNull();
        assertThatThrownBy(active::get).isInstanceOf(ContextNotActiveException.class);
    }

    private void assertThatItIsTheContainers() {
        assertThat(active.get())
                .isSameAs(active.ifActive())
                .isSameAs(container.getBeanManager().getContext(RequestScoped.class))
                .isNotSameAs(others.context);
    }

    @Test
    void itComesAndGoes() {
        assertThatThereIsNone();
        for (int turn = 0; turn < 2; turn++) {
            request.activate();
            assertThatItIsTheContainers();
            request.deactivate();
            assertThatThereIsNone();
        }
    }

    @Test
    void anotherOneMayFollow() {
        request.activate();
        assertThatItIsTheContainers();
        request.deactivate();
        others.context.active.set(true);
        assertThat(active.ifActive()).isSameAs(others.context);
        assertThat(active.get()).isSameAs(others.context);
        others.context.active.set(false);
        assertThatThereIsNone();
        request.activate();
        assertThatItIsTheContainers();
        request.deactivate();
    }

    @Test
    void anotherThreadHasItsOwn() {
        request.activate();
        assertThatItIsTheContainers();
        CompletableFuture.runAsync(this::assertThatThereIsNone).join();
        CompletableFuture.runAsync(() -> {
                    others.context.active.set(true);
                    assertThat(active.get()).isSameAs(others.context);
                    others.context.active.set(false);
                })
                .join();
        assertThatItIsTheContainers();
        request.deactivate();
    }
}
