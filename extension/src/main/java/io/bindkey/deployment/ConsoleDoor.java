// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.config.ConsoleSettings;
import io.bindkey.console.Application;
import io.bindkey.console.Console;
import io.bindkey.console.Statements;
import io.bindkey.router.Routing;
import io.bindkey.schema.Schemas;
import io.bindkey.telemetry.Telemetry;
import io.bindkey.unit.Units;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import org.jspecify.annotations.Nullable;

/** Starts the console of an application where it is switched on, and loads none of its classes where it is not. */
final class ConsoleDoor implements AutoCloseable {

    private final ConsoleSettings settings;
    private final BeanManager beanManager;
    private final ClassLoader loader;
    private final @Nullable Statements statements;
    private @Nullable Console console;

    ConsoleDoor(ConsoleSettings settings, BeanManager beanManager, ClassLoader loader) {
        this.settings = settings;
        this.beanManager = beanManager;
        this.loader = loader;
        this.statements = settings.on() ? new Statements() : null;
    }

    /** {@return the same for the console as well, which hears of statements} */
    Telemetry listening(Telemetry telemetry) {
        return statements == null ? telemetry : telemetry.with(statements);
    }

    /** To be called when the application has started. */
    void open(Units units, Routing routing, Schemas schemas) {
        if (statements != null) {
            KeyOrigin origin = new KeyOrigin();
            console = Console.start(
                            settings,
                            new Application(
                                    units,
                                    routing,
                                    schemas,
                                    statements,
                                    loader,
                                    (entity, unit) -> origin.of(entity, unit.definition()),
                                    this::inRequest))
                    .orElse(null);
        }
    }

    private void inRequest(Runnable work) {
        Bean<?> bean = beanManager.resolve(beanManager.getBeans(RequestContextController.class));
        CreationalContext<?> creation = beanManager.createCreationalContext(bean);
        try {
            RequestContextController request =
                    (RequestContextController) beanManager.getReference(bean, RequestContextController.class, creation);
            request.activate();
            try {
                work.run();
            } finally {
                request.deactivate();
            }
        } finally {
            creation.release();
        }
    }

    @Override
    public void close() {
        if (console != null) {
            console.close();
        }
    }
}
