// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Runs all other tests here in random order, and looks what they leave. */
@Tag("slow")
class RoundsTest {

    private static final Path DIRECTORY = Path.of("target", "servers").toAbsolutePath();

    @BeforeEach
    void makeReady() throws IOException {
        Files.createDirectories(DIRECTORY);
    }

    @Test
    void noTestSeesWhatAnotherHasWrittenAndNoServerIsLeft() throws Exception {
        int rounds = Integer.getInteger("rounds", 1);
        Process process = process(Rounds.class, String.valueOf(rounds)).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        said.lines().filter(line -> line.startsWith("seed ")).forEach(System.out::println);
        assertThat(said.lines().filter(line -> line.matches("seed \\d+: (\\d\\d) of \\1 in .*")))
                .hasSize(rounds);
        assertThat(servers()).isEmpty();
        assertThat(runs()).isEmpty();
    }

    @Tag("thorough")
    @Test
    void noServerIsLeftByTestsThatAreKilled() throws Exception {
        Process process = process(Rounds.class, "100").start();
        try (var lines = process.inputReader()) {
            while (!lines.readLine().startsWith("OnServersTest ")) {
                // It has its servers then.
            }
            assertThat(servers()).isNotEmpty();
            process.destroyForcibly().waitFor();
        }
        for (int i = 0; i < 600 && !servers().isEmpty(); i++) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
        assertThat(servers()).isEmpty();
    }

    @Test
    @Tag("thorough")
    void tellsWhatATestCosts() throws Exception {
        Process process = process(Costs.class).start();
        try (var lines = process.inputReader()) {
            lines.lines().filter(line -> line.endsWith(" ms")).forEach(System.out::println);
        }
        assertThat(process.waitFor()).isZero();
    }

    private static ProcessBuilder process(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:TieredStopAtLevel=1",
                "-Dbindkey.testing.directory=" + DIRECTORY,
                "-Djava.util.logging.config.file=" + System.getProperty("java.util.logging.config.file"),
                "-classpath",
                System.getProperty("java.class.path"),
                main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).directory(new File("target"));
    }

    /** {@return the processes whose programs lie in the directory of the tests} */
    private static List<String> servers() {
        try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
            return processes
                    .flatMap(process -> process.info().command().stream())
                    .filter(command -> command.startsWith(DIRECTORY.toString()))
                    .toList();
        }
    }

    private static List<Path> runs() throws IOException {
        try (Stream<Path> runs = Files.list(DIRECTORY.resolve("runs"))) {
            return runs.toList();
        }
    }
}
