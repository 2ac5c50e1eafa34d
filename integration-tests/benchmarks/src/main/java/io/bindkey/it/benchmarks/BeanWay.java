// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.function.Function;

/** What one writes in a CDI application without BindKey: an entity manager for each request. */
final class BeanWay implements Way {

    /** The unit of the application. */
    @ApplicationScoped
    public static class Unit {

        private final PlainUnit unit = PlainUnit.open();

        EntityManager createEntityManager() {
            return unit.factory().createEntityManager();
        }

        @PreDestroy
        void close() {
            unit.close();
        }
    }

    /** The entity manager of a request. */
    @RequestScoped
    public static class Persistence {

        private final EntityManager em;

        @Inject
        Persistence(Unit unit) {
            this.em = unit.createEntityManager();
        }

        @SuppressWarnings("NullAway") // for the client proxy
        protected Persistence() {
            this.em = null;
        }

        public EntityManager em() {
            return em;
        }

        @PreDestroy
        void close() {
            em.close();
        }
    }

    private final SeContainer container = SeContainerInitializer.newInstance()
            .disableDiscovery()
            .addBeanClasses(Unit.class, Persistence.class)
            .initialize();
    private final RequestContextController request =
            container.select(RequestContextController.class).get();
    private final Persistence persistence = container.select(Persistence.class).get();

    @Override
    public <T> T inTransaction(Function<EntityManager, T> work) {
        request.activate();
        try {
            return PlainWay.inTransaction(persistence.em(), work);
        } finally {
            request.deactivate();
        }
    }

    @Override
    public void close() {
        container.close();
    }
}
