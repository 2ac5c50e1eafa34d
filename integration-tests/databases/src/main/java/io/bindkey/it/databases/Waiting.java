// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.databases;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;

/** Looks again and again until something is so. */
final class Waiting {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private Waiting() {}

    static void until(String what, BooleanSupplier isSo) {
        Instant deadline = Instant.now().plus(PATIENCE);
        while (!isSo.getAsBoolean()) {
            if (Instant.now().isAfter(deadline)) {
                throw new IllegalStateException("Waited in vain: " + what);
            }
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while waiting: " + what, e);
            }
        }
    }

    /** Waits until nobody listens on a port of 127.0.0.1. */
    static void untilRefused(int port) {
        until("nobody listens on port " + port, () -> {
            try (Socket connected = new Socket(InetAddress.getLoopbackAddress(), port)) {
                // Where the system happens to choose the same port for this end, a socket talks to itself.
                return connected.getLocalPort() == port;
            } catch (IOException refused) {
                return true;
            }
        });
    }
}
