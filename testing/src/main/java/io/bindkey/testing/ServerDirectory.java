// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * Where servers live: their programs, unpacked once, and the data of each run, which goes with it. It is the user's own, for what
 * lies in the system's folder for temporary files is everybody's.
 */
record ServerDirectory(Path path) {

    static ServerDirectory ofThisUser() throws IOException {
        String chosen = System.getProperty("bindkey.testing.directory");
        Path path = chosen != null
                ? Path.of(chosen)
                : Path.of(System.getProperty("user.home"), ".cache", "bindkey-testing");
        return new ServerDirectory(Files.createDirectories(path).toRealPath());
    }

    Path programs(String name) throws IOException {
        return Files.createDirectories(path.resolve(name));
    }

    /** {@return a directory for one run, which is deleted with this JVM, or when another one comes after it} */
    Path run(String name) throws IOException {
        Path runs = Files.createDirectories(path.resolve("runs"));
        for (Path run : list(runs)) {
            String pid = run.getFileName().toString().replaceFirst("-.*", "");
            if (pid.matches("\\d{1,18}")
                    && ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                delete(run);
            }
        }
        return Files.createTempDirectory(runs, ProcessHandle.current().pid() + "-" + name + "-");
    }

    /** Does what only one process may do at a time. */
    <T> T exclusively(Callable<T> work) throws Exception {
        try (FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.lock();
            return work.call();
        }
    }

    static int freePort() throws IOException {
        try (ServerSocket probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private static List<Path> list(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.toList();
        }
    }

    static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    // The next run tries again.
                }
            });
        } catch (IOException | UncheckedIOException e) {
            // As above.
        }
    }
}
