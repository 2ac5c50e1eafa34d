// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.docs;

import io.bindkey.SchemaOps;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;

/** Runs the statements of the pages, each block in a request of its own, on empty tables. Has a process to itself. */
public final class Statements {

    private Statements() {}

    /**
     * Runs them.
     *
     * @param names of the classes around the statements
     */
    public static void main(String... names) throws Exception {
        SeContainerInitializer initializer = SeContainerInitializer.newInstance();
        for (String name : names) {
            initializer.addBeanClasses(Class.forName(name));
        }
        try (SeContainer container = initializer.initialize()) {
            for (String name : names) {
                System.err.println("Statements of " + name);
                container.select(SchemaOps.class).get().recreate();
                run(container, Class.forName(name));
            }
        }
    }

    private static void run(SeContainer container, Class<?> statements) throws Exception {
        RequestContextController request =
                container.select(RequestContextController.class).get();
        request.activate();
        try {
            statements.getMethod("run").invoke(container.select(statements).get());
        } finally {
            request.deactivate();
        }
    }
}
