// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import io.bindkey.Binds;
import io.bindkey.Bound;
import io.bindkey.it.scenarios.Application;
import jakarta.persistence.EntityManager;
import java.util.function.Function;

/** What is injected with BindKey, in the transactions of Narayana. */
final class InjectedJtaWay implements Way {

    private final Application app;
    private final EntityManager em;
    private final Binds binds;

    private InjectedJtaWay(Bound.Literal qualifier) {
        this.app =
                OneTable.ofEachBind().with("binds-defaults.transaction", "jta").start();
        this.em = app.get(EntityManager.class, qualifier);
        this.binds = app.get(Binds.class);
    }

    static Way bound() {
        return new InjectedJtaWay(Bound.Literal.of(Application.DEFAULT));
    }

    static Way router() {
        return new InjectedJtaWay(Bound.Literal.ROUTER);
    }

    @Override
    public <T> T inTransaction(Function<EntityManager, T> work) {
        try (JtaTransaction transaction = JtaTransaction.begin()) {
            T result = work.apply(em);
            transaction.commit();
            return result;
        }
    }

    @Override
    public <T> T reading(Function<EntityManager, T> work) {
        return binds.readOnly(() -> inTransaction(work));
    }

    @Override
    public void close() {
        app.close();
    }
}
