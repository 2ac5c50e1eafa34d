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
