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
            // A key, or the end of Maven, which hands it on.
            int key = System.in.read();
            System.out.println(key < 0 ? "Nobody is there any more: ending …" : "Ending …");
        }
    }
}
