// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.launch;

import java.io.IOException;
import java.util.Map;

/** Runs the storefront until somebody presses Enter, or Ctrl-C. */
public final class Storefront {

    private Storefront() {}

    public static void main(String... args) throws IOException, InterruptedException {
        run(Map.of());
    }

    /** @param others databases that are no H2, by bind key */
    static void run(Map<String, Database> others) throws IOException, InterruptedException {
        System.out.println("Starting the databases and " + System.getProperty("storefront.server") + " …");
        try (RunningStorefront running = RunningStorefront.start(others)) {
            System.out.println("The storefront is at " + running.address() + " (sign in as ann or mia with "
                    + running.password() + "; Enter ends it)");
            if (System.in.read() < 0) {
                // Nobody sits here: until the process is told to end.
                Thread.currentThread().join();
            }
            System.out.println("Ending …");
        }
    }
}
