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

    private InjectedWay(Bound.Literal qualifier) {
        this.app = Application.onH2().resourceLocal().withTables().start();
        this.request = app.get(RequestContextController.class);
        this.em = app.get(EntityManager.class, qualifier);
    }

    static Way bound() {
        return new InjectedWay(Bound.Literal.of(Application.DEFAULT));
    }

    static Way router() {
        return new InjectedWay(Bound.Literal.ROUTER);
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
