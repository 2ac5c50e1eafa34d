// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import io.bindkey.Bound;
import io.bindkey.it.scenarios.Application;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.function.Function;

/** A service with {@code @Transactional}, as one writes it with BindKey; no transaction manager may be on the class path. */
final class TransactionalWay implements Way {

    /** The service. */
    @ApplicationScoped
    public static class Service {

        @Inject
        @Bound(Application.DEFAULT)
        @SuppressWarnings("NullAway.Init") // by injection
        EntityManager bound;

        @Inject
        @Bound
        @SuppressWarnings("NullAway.Init")
        EntityManager router;

        @Transactional
        public <T> T byBind(Function<EntityManager, T> work) {
            return work.apply(bound);
        }

        @Transactional
        public <T> T byRouter(Function<EntityManager, T> work) {
            return work.apply(router);
        }
    }

    private final Application app =
            OneTable.ofEachBind().withBeans(Service.class).start();
    private final Service service = app.get(Service.class);
    private final boolean router;

    private TransactionalWay(boolean router) {
        this.router = router;
    }

    static Way bound() {
        return new TransactionalWay(false);
    }

    static Way router() {
        return new TransactionalWay(true);
    }

    @Override
    public <T> T inTransaction(Function<EntityManager, T> work) {
        return router ? service.byRouter(work) : service.byBind(work);
    }

    @Override
    public void close() {
        app.close();
    }
}
