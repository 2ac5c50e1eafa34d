// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** MariaDB and Galera from the packages of Debian, unpacked into a folder; nothing is installed. */
record Packages(Path folder) {

    private static final List<String> NAMES = List.of(
            "mariadb-server",
            "mariadb-server-core",
            "mariadb-client",
            "mariadb-client-core",
            "mariadb-common",
            "mariadb-backup",
            "libmariadb3",
            "galera-4",
            "liburing2",
            "libaio1",
            "rsync",
            "libpopt0",
            "socat",
            "libwrap0");

    /** {@return those in a folder, where an earlier run may have unpacked them} Without them the tests are skipped. */
    static Packages in(Path folder) {
        try {
            Path complete = folder.resolve("complete");
            if (!Files.exists(complete)) {
                Path files = Files.createDirectories(folder.resolve("files"));
                List<String> download = new ArrayList<>(List.of("apt-get", "download"));
                download.addAll(NAMES);
                run(files, download);
                for (Path file : children(files)) {
                    run(files, List.of("dpkg", "-x", file.toString(), folder.toString()));
                }
                Files.createFile(complete);
            }
            return new Packages(folder.toRealPath());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(file -> file.toString().endsWith(".deb")).toList();
        }
    }

    private static void run(Path folder, List<String> command) {
        Path log = folder.resolve("log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            boolean ended = process.waitFor(3, TimeUnit.MINUTES);
            if (!ended) {
                process.destroyForcibly();
            }
            if (!ended || process.exitValue() != 0) {
                throw skipped(
                        command,
                        Files.readString(log).strip().lines().findFirst().orElse("no answer"));
            }
        } catch (IOException e) {
            throw skipped(command, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static TestAbortedException skipped(List<String> command, String reason) {
        String line = "Galera is not tested here: " + command.get(0) + " " + command.get(1) + ": " + reason;
        System.out.println(line);
        return new TestAbortedException(line);
    }

    /** {@return a program of theirs, which finds the others and its libraries} */
    ProcessBuilder program(String name, List<String> arguments) {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            // Else the daemon of rsync gives up root's rights, and may not read what it shall send.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(bin(name));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().merge("PATH", folder + "/usr/bin:" + folder + "/usr/sbin", (old, own) -> own + ":" + old);
        builder.environment()
                .put("LD_LIBRARY_PATH", folder + "/usr/lib/x86_64-linux-gnu:" + folder + "/lib/x86_64-linux-gnu");
        return builder;
    }

    private String bin(String name) {
        Path server = folder.resolve("usr/sbin").resolve(name);
        return (Files.exists(server) ? server : folder.resolve("usr/bin").resolve(name)).toString();
    }

    Path base() {
        return folder.resolve("usr");
    }

    Path provider() {
        return folder.resolve("usr/lib/galera/libgalera_smm.so");
    }
}
