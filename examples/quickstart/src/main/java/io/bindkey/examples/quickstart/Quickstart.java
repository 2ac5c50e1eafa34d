// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.quickstart;

import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import java.io.PrintStream;

/** The program: a CDI container, and one bean that uses it. It ends well only if everything was as it should be. */
public final class Quickstart {

    private Quickstart() {}

    public static void main(String... args) {
        run(System.out);
    }

    static void run(PrintStream out) {
        try (SeContainer container = SeContainerInitializer.newInstance().initialize()) {
            container.select(Story.class).get().tell(new Page(out));
        }
    }
}
