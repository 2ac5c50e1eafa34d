// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Ends a server when this JVM is gone, also when it was killed: a shell waits for the end of its input, which the system closes with this
 * JVM. Where there is no such shell, an orderly end has to do.
 */
final class Guard {

    private static final Path SHELL = Path.of("/bin/sh");

    private static final int PAUSE = 20;
    private static final int ATTEMPTS = 3000;

    private Guard() {}

    static void watch(long pid, String signal) throws IOException {
        if (Files.isExecutable(SHELL)) {
            new ProcessBuilder(
                            SHELL.toString(), "-c", "trap '' INT TERM HUP; read nothing; kill -s " + signal + " " + pid)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        }
    }

    /** Returns when a server that was told to end is gone, or has not gone for a minute. One that nobody has reaped is gone. */
    static void awaitEnd(long pid) {
        for (int attempt = 0; attempt < ATTEMPTS && runs(pid); attempt++) {
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static boolean runs(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .isPresent();
    }
}
