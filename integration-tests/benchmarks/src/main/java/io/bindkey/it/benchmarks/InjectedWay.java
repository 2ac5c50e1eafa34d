// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import io.bindkey.Bound;
import io.bindkey.it.scenarios.Application;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.persistence.EntityManager;
import java.util.function.Function;

/** What is injected with BindKey: the entity manager of a bind, or the router. */
final class InjectedWay implements Way {

    private final Application app;
    private final RequestContextController request;
    private final EntityManager em;

    private InjectedWay(Application app, EntityManager em) {
        this.app = app;
        this.request = app.get(RequestContextController.class);
        this.em = em;
    }

    static Way bound() {
        return bound(onH2());
    }

    static Way router() {
        return router(onH2());
    }

    private static Application onH2() {
        return OneTable.ofEachBind().resourceLocal().start();
    }

    static Way bound(Application app) {
        return new InjectedWay(app, app.get(EntityManager.class, Bound.Literal.of(Application.DEFAULT)));
    }

    static Way router(Application app) {
        return new InjectedWay(app, app.get(EntityManager.class, Bound.Literal.ROUTER));
    }

    @Override
    public Way ofAnotherThread() {
        return new InjectedWay(app, em);
    }

    @Override
    public <T> T inTransaction(Function<EntityManager, T> work) {
        request.activate();
        try {
            return PlainWay.inTransaction(em, work);
        } finally {
            request.deactivate();
        }
    }

    @Override
    public void close() {
        app.close();
    }
}
