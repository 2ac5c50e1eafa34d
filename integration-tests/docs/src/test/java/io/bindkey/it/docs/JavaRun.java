// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** An application in a process of its own, made of compiled snippets and a configuration. */
record JavaRun(Path directory) {

    /**
     * Writes what an application has beside its classes.
     *
     * @param configuration its properties
     */
    void configure(String configuration) throws IOException {
        Path metaInf = Files.createDirectories(directory.resolve("META-INF"));
        Files.writeString(metaInf.resolve("beans.xml"), "");
        Files.writeString(metaInf.resolve("microprofile-config.properties"), configuration);
    }

    /** {@return what it printed, after it has ended well} */
    String run(String mainClass, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djava.util.logging.config.file=" + System.getProperty("java.util.logging.config.file"),
                "-Dbindkey.testing.directory=" + Path.of("target", "servers").toAbsolutePath(),
                "-classpath",
                directory + File.pathSeparator + System.getProperty("java.class.path"),
                mainClass));
        command.addAll(arguments);
        Path printed = directory.resolve("printed.txt");
        Path log = directory.resolve("log.txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(printed.toFile())
                .redirectError(log.toFile())
                .start();
        int exit;
        try {
            exit = process.waitFor();
        } finally {
            process.destroy();
        }
        assertThat(exit)
                .as("%s ended with\n%s\n%s", mainClass, Files.readString(printed), Files.readString(log))
                .isZero();
        return Files.readString(printed);
    }
}
