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
}
