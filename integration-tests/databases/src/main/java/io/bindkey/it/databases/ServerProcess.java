// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.databases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A server's process, found by the id that the server itself wrote into a file. */
record ServerProcess(ProcessHandle handle) {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /**
     * The process if it runs and its executable lies in {@code binaries}: a file that a killed build left behind may
     * name an id that has long gone to somebody else's process.
     */
    static Optional<ServerProcess> find(Path pidFile, Path binaries) throws IOException {
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        long pid = Long.parseLong(Files.readString(pidFile).strip());
        return ProcessHandle.of(pid).map(ServerProcess::new).filter(process -> process.isOf(binaries));
    }

    /** A zombie does not run; they stay in containers whose first process reaps no orphans. */
    boolean isRunning() {
        return handle.isAlive() && executable().isPresent();
    }

    /** Asks the process to end, kills it when it does not listen, and returns when it is gone. */
    void end() {
        handle.destroy();
        if (!endsInTime()) {
            handle.destroyForcibly();
            endsInTime();
        }
    }

    /** Ends the process as a failing machine would, in the middle of its work and with all that it has started. */
    void kill() {
        List<ServerProcess> all = Stream.concat(Stream.of(handle), handle.descendants())
                .map(ServerProcess::new)
                .toList();
        // The first one first: it would start anew what else it sees ending.
        all.forEach(process -> process.handle.destroyForcibly());
        all.forEach(process -> Waiting.until("end of process " + process.handle.pid(), () -> !process.isRunning()));
    }

    private boolean endsInTime() {
        Instant deadline = Instant.now().plus(PATIENCE);
        try {
            while (isRunning() && Instant.now().isBefore(deadline)) {
                Thread.sleep(50);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !isRunning();
    }

    private boolean isOf(Path binaries) {
        return executable().filter(path -> path.startsWith(binaries)).isPresent();
    }

    /** Absent for a zombie, and for other users' processes. */
    private Optional<Path> executable() {
        return handle.info().command().map(Path::of);
    }
}
