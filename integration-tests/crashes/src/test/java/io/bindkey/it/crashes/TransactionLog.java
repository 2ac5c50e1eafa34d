// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Narayana's log, looked at from outside. */
record TransactionLog(Path folder) {

    /** {@return how many transactions the manager has in it} */
    int entries() {
        try (Stream<Path> files = Files.walk(folder)) {
            return (int) files.filter(file -> file.toString().contains("AtomicAction"))
                    .filter(Files::isRegularFile)
                    .count();
        } catch (IOException | UncheckedIOException e) {
            // It changes while we look.
            throw new IllegalStateException(e);
        }
    }
}
