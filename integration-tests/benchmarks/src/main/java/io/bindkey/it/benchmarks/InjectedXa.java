// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import io.bindkey.it.scenarios.Application;
import jakarta.persistence.EntityManager;
import java.util.function.BiFunction;

/** Two {@code xa} binds under Narayana, and the router that writes to both. */
final class InjectedXa implements TwoWays {

    private final Application app = OneTable.ofEachBind()
            .with("binds-defaults.transaction", "xa")
            // As the other way does without it; nor can it read a log that is in memory.
            .with("binds-settings.transactions.recovery", "false")
            .start();
    private final EntityManager router = app.router();

    @Override
    public <T> T inTransaction(BiFunction<EntityManager, EntityManager, T> work) {
        try (JtaTransaction transaction = JtaTransaction.begin()) {
            T result = work.apply(router, router);
            transaction.commit();
            return result;
        }
    }

    @Override
    public void close() {
        app.close();
    }
}
