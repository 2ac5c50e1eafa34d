// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import io.bindkey.it.scenarios.Application;
import jakarta.persistence.EntityManager;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Two {@code xa} binds under Narayana. */
final class InjectedXa implements TwoWays {

    private final Application app;
    private final EntityManager notes;
    private final EntityManager replies;

    private InjectedXa(Function<Application, EntityManager> notes, Function<Application, EntityManager> replies) {
        this.app = Application.onH2()
                .with("binds-defaults.transaction", "xa")
                // As the other way does without it; nor can it read a log that is in memory.
                .with("binds-settings.transactions.recovery", "false")
                .withTables()
                .start();
        this.notes = notes.apply(app);
        this.replies = replies.apply(app);
    }

    static TwoWays bound() {
        return new InjectedXa(
                app -> app.entityManager(Application.DEFAULT), app -> app.entityManager(Application.AUTH));
    }

    static TwoWays router() {
        return new InjectedXa(Application::router, Application::router);
    }

    @Override
    public <T> T inTransaction(BiFunction<EntityManager, EntityManager, T> work) {
        try (JtaTransaction transaction = JtaTransaction.begin()) {
            T result = work.apply(notes, replies);
            transaction.commit();
            return result;
        }
    }

    @Override
    public void close() {
        app.close();
    }
}
