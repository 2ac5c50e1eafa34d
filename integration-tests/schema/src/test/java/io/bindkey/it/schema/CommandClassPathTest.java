// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.command.SchemaCommand;
import io.bindkey.it.schema.shared.Guest;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command, with the class path of an application that is made for a server. */
@Tag("slow")
class CommandClassPathTest {

    private static final List<String> OF_THE_SERVER = List.of(
            "weld",
            "hibernate",
            "smallrye",
            "jakarta",
            "microprofile",
            "jboss",
            "byte-buddy",
            "antlr",
            "jaxb",
            "classmate",
            "asm",
            "jandex",
            "angus",
            "txw2",
            "istack");
    private static final List<String> OF_THE_APPLICATION = List.of("agroal-", "h2-");

    @TempDir
    Path folder;

    private String temporary = "";
    private String out = "";
    private String err = "";

    @BeforeEach
    void watchTemporaryFiles() throws IOException {
        temporary = System.getProperty("java.io.tmpdir");
        System.setProperty(
                "java.io.tmpdir", Files.createDirectory(folder.resolve("tmp")).toString());
    }

    @AfterEach
    void forgetProperties() {
        System.setProperty("java.io.tmpdir", temporary);
        System.clearProperty("binds-settings.maintenance");
    }

    private int run(String... arguments) {
        ByteArrayOutputStream results = new ByteArrayOutputStream();
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        int code = SchemaCommand.run(print(results), print(complaints), arguments);
        out = results.toString(StandardCharsets.UTF_8).strip();
        err = complaints.toString(StandardCharsets.UTF_8).strip();
        return code;
    }

    private static PrintStream print(ByteArrayOutputStream into) {
        return new PrintStream(into, true, StandardCharsets.UTF_8);
    }

    /** One entity, its configuration, the pool and the driver: what is the server's is not in it. */
    private Path war() throws IOException {
        Path war = folder.resolve("shop.war");
        try (OutputStream archive = Files.newOutputStream(war);
                ZipOutputStream zip = new ZipOutputStream(archive)) {
            for (String type : List.of("Guest", "package-info")) {
                String file = Guest.class.getPackageName().replace('.', '/') + "/" + type + ".class";
                try (InputStream code = Guest.class.getClassLoader().getResourceAsStream(file)) {
                    add(
                            zip,
                            "WEB-INF/classes/" + file,
                            Objects.requireNonNull(code).readAllBytes());
                }
            }
            add(
                    zip,
                    "WEB-INF/classes/META-INF/microprofile-config.properties",
                    "binds.guest.url = jdbc:h2:mem:war".getBytes(StandardCharsets.ISO_8859_1));
            for (Path jar : classPath(OF_THE_APPLICATION).toList()) {
                add(zip, "WEB-INF/lib/" + jar.getFileName(), Files.readAllBytes(jar));
            }
            add(zip, "WEB-INF/web.xml", new byte[0]);
        }
        return war;
    }

    private static void add(ZipOutputStream zip, String name, byte[] content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
        zip.closeEntry();
    }

    private static Stream<Path> classPath(List<String> names) {
        return Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getProperty("java.class.path"))
                .map(Path::of)
                .filter(path -> path.toString().endsWith(".jar"))
                .filter(path -> names.stream().anyMatch(String.valueOf(path.getFileName())::startsWith));
    }

    private static String withServer(Path war) {
        return Stream.concat(Stream.of(war), classPath(OF_THE_SERVER))
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private void unpackedNothingThatStays() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("tmp"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aWarIsGivenAsItIs() throws IOException {
        assertThat(run("--class-path", withServer(war()), "validate")).as(err).isEqualTo(1);
        assertThat(out).contains("guest: missing table, guest");
        unpackedNothingThatStays();
    }

    /** Where no migration tool is, for one. */
    @Test
    void theDoctorComesToAWar() throws IOException {
        assertThat(run("doctor", "--class-path", withServer(war()))).as(err).isEqualTo(3);
        assertThat(out).contains("guest  jdbc:h2:mem:war", "guest: missing table, guest");
        unpackedNothingThatStays();
    }

    @Test
    void aWarOfAServerLacksWhatTheServerGives() throws IOException {
        assertThat(run("validate", "--class-path", war().toString())).isEqualTo(3);
        assertThat(err)
                .isEqualTo(
                        "The class path lacks CDI, a persistence provider, MicroProfile Config, which a server gives "
                                + "to its applications: add org.jboss.weld.se:weld-se-core, org.hibernate.orm:hibernate-core, "
                                + "io.smallrye.config:smallrye-config, or the like, with all that they need.");
        unpackedNothingThatStays();
    }

    @Test
    void aClassPathThatIsNotThereIsNoDifference() {
        for (String missing : List.of(
                folder.resolve("shop.jar").toString(), folder.resolve("lib").toString() + File.separator + "*")) {
            assertThat(run("--class-path", missing, "validate")).isEqualTo(3);
            assertThat(err)
                    .isEqualTo("--class-path names " + missing + ", which is not there: give JARs, folders, folder"
                            + File.separator + "* for the JARs in it, or a WAR, with '" + File.pathSeparator
                            + "' in between.");
        }
    }
}
