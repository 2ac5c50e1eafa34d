// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.databases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The programs of a PostgreSQL server, as zonky unpacks them. */
record PostgresPrograms(Path folder) {

    /** Has zonky unpack them where an earlier start has not done so. */
    static PostgresPrograms unpackedIn(WorkFolder work) throws IOException {
        Path binaries = work.binaries("postgresql");
        if (work.exclusively(() -> find(binaries)).isEmpty()) {
            // It unpacks nothing for itself alone.
            RunningPostgres.start(work.path()).close();
        }
        return in(binaries);
    }

    static PostgresPrograms in(Path binaries) throws IOException {
        return find(binaries).orElseThrow(() -> new IOException("PostgreSQL is not unpacked in " + binaries));
    }

    /** Runs one of the programs to its end, which leaves behind a server that it has started. */
    void run(Path log, String program, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // As zonky does, for PostgreSQL refuses to run as root.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(folder.resolve("bin").resolve(program).toString());
        command.addAll(List.of(arguments));
        int exitCode = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start()
                .waitFor();
        if (exitCode != 0) {
            throw new IOException(program + " " + arguments[0] + " ended with " + exitCode);
        }
    }

    /**
     * Removes what a server that could not tidy up leaves behind. The system keeps a little memory of each and has place
     * for some thousand only; and to the next start, a zombie looks like a server that runs.
     */
    static void removeTraces(ServerRun run) throws IOException, InterruptedException {
        Path lock = run.data().resolve("postmaster.pid");
        // Its seventh line has the key and the id.
        String memory = Files.readAllLines(lock).get(6).strip();
        String id = memory.substring(memory.lastIndexOf(' ') + 1);
        new ProcessBuilder("ipcrm", "--shmem-id", id)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(run.log().toFile()))
                .start()
                .waitFor();
        Files.delete(lock);
    }

    private static Optional<PostgresPrograms> find(Path binaries) throws IOException {
        try (var unpacked = Files.newDirectoryStream(binaries, "PG-*")) {
            for (Path folder : unpacked) {
                // By this zonky itself knows whether it came to the end.
                if (Files.exists(folder.resolve(".exists"))) {
                    return Optional.of(new PostgresPrograms(folder));
                }
            }
            return Optional.empty();
        }
    }
}
