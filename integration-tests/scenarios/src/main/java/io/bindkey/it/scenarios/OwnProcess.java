// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A program in a virtual machine of its own, for what belongs to the whole of one: its class path and its working directory.
 *
 * @param hidden JARs that are not on its class path, those whose names begin like this
 * @param arguments of the virtual machine
 * @param folder it works in, if that matters
 */
record OwnProcess(
        List<String> hidden,
        List<String> arguments,
        @Nullable Path folder) {

    /** Platforms differ in this one. */
    private static final String H2 = "platform.h2";

    static OwnProcess without(String... jars) {
        return new OwnProcess(List.of(jars), List.of(), null);
    }

    static OwnProcess in(Path folder) {
        return new OwnProcess(List.of(), List.of(), folder);
    }

    OwnProcess with(String property, String value) {
        List<String> more = new ArrayList<>(arguments);
        more.add("-D" + property + "=" + value);
        return new OwnProcess(hidden, more, folder);
    }

    /** {@return what it prints to the standard output} */
    String run(Class<?> program, String... parameters) throws IOException, InterruptedException {
        Path log = Files.createTempFile("program", ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.add("-D" + H2 + "=" + System.getProperty(H2, ""));
        command.addAll(arguments);
        command.addAll(List.of("-cp", classPath(), program.getName()));
        command.addAll(List.of(parameters));
        Process process = new ProcessBuilder(command)
                .directory(folder == null ? null : folder.toFile())
                .redirectError(log.toFile())
                .start();
        try {
            String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor()).describedAs(() -> printed + read(log)).isZero();
            // EclipseLink's log goes to the standard output.
            return printed.lines().filter(line -> !line.startsWith("[EL ")).collect(Collectors.joining("\n"));
        } finally {
            process.destroyForcibly();
            Files.delete(log);
        }
    }

    private static String read(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private String classPath() {
        return Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")))
                .filter(entry -> hidden.stream()
                        .noneMatch(jar ->
                                String.valueOf(Path.of(entry).getFileName()).startsWith(jar)))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
