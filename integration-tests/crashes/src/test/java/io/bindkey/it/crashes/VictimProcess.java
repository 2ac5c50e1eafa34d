// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A running {@link Victim}. */
final class VictimProcess implements AutoCloseable {

    /** The least that starts fast; and recovery that looks every second, as after a longer time it would anyway. */
    private static final List<String> ARGUMENTS = List.of(
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-DRecoveryEnvironmentBean.periodicRecoveryPeriod=1",
            "-DRecoveryEnvironmentBean.recoveryBackoffPeriod=1",
            "-DJTAEnvironmentBean.orphanSafetyInterval=1000");

    /** What all of them have logged. */
    static final Path LOG = Path.of("target", "victims.log");

    private final Process process;
    private final BufferedReader output;

    private VictimProcess(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    static VictimProcess start(Path properties, String... transferAndPoint) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ARGUMENTS);
        String logging = "java.util.logging.config.file";
        command.add("-D" + logging + "=" + System.getProperty(logging));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Victim.class.getName()));
        command.add(properties.toString());
        command.addAll(List.of(transferAndPoint));
        return new VictimProcess(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.appendTo(LOG.toFile()))
                .start());
    }

    /** {@return a file with the properties of the binds, in that folder} */
    static Path write(Map<String, String> binds, Path folder) throws IOException {
        Properties properties = new Properties();
        properties.putAll(binds);
        Path file = folder.resolve("binds.properties");
        try (var out = Files.newOutputStream(file)) {
            properties.store(out, null);
        }
        return file;
    }

    void await(String expected) throws IOException {
        String line = output.readLine();
        if (!expected.equals(line)) {
            throw new IllegalStateException("Expected '" + expected + "', but the process said: " + line);
        }
    }

    void goOn() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
    }

    /** {@return the processor time that it has used so far} */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    int awaitEnd() throws InterruptedException {
        return process.waitFor();
    }

    /** SIGKILL. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }
}
