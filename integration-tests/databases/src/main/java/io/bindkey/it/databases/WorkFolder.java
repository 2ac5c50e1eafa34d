// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.databases;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that everything lives in: {@code binaries}, unpacked once and shared by the builds of one checkout, and
 * {@code runs}, one folder for each running server.
 */
record WorkFolder(Path path) {

    /** What only one process at a time may do in a work folder. */
    interface Exclusive<T> {
        T run() throws IOException;
    }

    static WorkFolder at(Path path) throws IOException {
        // Real, because the system shows a process's executable without symbolic links.
        return new WorkFolder(Files.createDirectories(path).toRealPath());
    }

    Path binaries(String server) throws IOException {
        return Files.createDirectories(binaries().resolve(server));
    }

    /** Makes the folder for one run of a server, after ending what killed builds left behind. */
    ServerRun beginRun(String server) throws IOException {
        return exclusively(() -> {
            Path runs = Files.createDirectories(path.resolve("runs"));
            // A look at the lock of a run of our own would unlock it: a process loses all locks on a file with the
            // first
            // channel that it closes.
            String own = ProcessHandle.current().pid() + "-";
            for (Path run : childrenOf(runs)) {
                if (!run.getFileName().toString().startsWith(own)) {
                    ServerRun.sweep(run, binaries());
                }
            }
            return ServerRun.begin(Files.createTempDirectory(runs, own + server + "-"), binaries());
        });
    }

    /** Waits until no other thread or process does something exclusive here. */
    <T> T exclusively(Exclusive<T> action) throws IOException {
        // A file lock keeps other processes out, but a second thread of the same one gets an exception from it.
        synchronized (WorkFolder.class) {
            try (FileChannel channel =
                    FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
                channel.lock();
                return action.run();
            }
        }
    }

    private Path binaries() {
        return path.resolve("binaries");
    }

    private static List<Path> childrenOf(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        }
    }
}
