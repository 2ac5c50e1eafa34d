// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.deployment.OneFile;
import io.bindkey.deployment.Program;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The JAR as it goes into an application. */
class PackagedJarIT {

    private static final Path JAR = Path.of(System.getProperty("bindkey.jar"));
    private static final Path ALL_JAR = Path.of(System.getProperty("bindkey.all.jar"));

    @Test
    void holdsTheExtensionAndNothingElse() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            List<String> strays = jar.stream()
                    .map(ZipEntry::getName)
                    .filter(name -> !name.startsWith("io/"))
                    .filter(name -> !name.endsWith("/"))
                    .toList();
            assertThat(strays)
                    .containsExactlyInAnyOrder(
                            "META-INF/MANIFEST.MF",
                            "META-INF/services/jakarta.enterprise.inject.spi.Extension",
                            "META-INF/services/jakarta.enterprise.inject.build.compatible.spi.BuildCompatibleExtension",
                            "META-INF/LICENSE",
                            "META-INF/maven/io.bindkey/bindkey/pom.xml",
                            "META-INF/maven/io.bindkey/bindkey/pom.properties");
            assertThat(jar.stream().map(ZipEntry::getName).filter(name -> name.endsWith(".class")))
                    .allMatch(name -> name.startsWith("io/bindkey/"))
                    .noneMatch(name -> name.contains("Test"));
        }
    }

    @Test
    void announcesItselfToTheContainerAndTheModulePath() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertThat(read(jar, "META-INF/services/jakarta.enterprise.inject.spi.Extension"))
                    .isEqualToIgnoringNewLines("io.bindkey.deployment.BindKeyExtension");
            assertThat(jar.getManifest().getMainAttributes().getValue("Automatic-Module-Name"))
                    .isEqualTo("io.bindkey");
            assertThat(jar.getManifest().getMainAttributes().getValue("Dependencies"))
                    .as("WildFly shows its Hibernate, and the HTTP server of the JDK")
                    .isEqualTo("org.hibernate optional, jdk.httpserver optional");
            assertThat(read(jar, "META-INF/LICENSE")).contains("Apache License");
        }
    }

    @Test
    void comesAlsoAsOneFileWithThePoolInside() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile());
                JarFile all = new JarFile(ALL_JAR.toFile())) {
            assertThat(files(all)).containsAll(files(jar));
            assertThat(files(all))
                    .filteredOn(name -> !files(jar).contains(name))
                    .contains("io/bindkey/shaded/agroal/pool/ConnectionPool.class")
                    .filteredOn(name -> !name.matches("io/bindkey/shaded/agroal/.*\\.class"))
                    .filteredOn(name -> !name.matches("META-INF/maven/io.agroal/.*"))
                    .containsExactlyInAnyOrder(
                            "META-INF/NOTICE",
                            "META-INF/services/io.bindkey.shaded.agroal.api.AgroalDataSourceProvider");
            assertThat(read(all, "META-INF/services/io.bindkey.shaded.agroal.api.AgroalDataSourceProvider"))
                    .isEqualToIgnoringNewLines("io.bindkey.shaded.agroal.pool.DataSourceProvider");
            assertThat(read(all, "META-INF/services/jakarta.enterprise.inject.spi.Extension"))
                    .isEqualToIgnoringNewLines("io.bindkey.deployment.BindKeyExtension");
            assertThat(read(all, "META-INF/NOTICE")).contains("Agroal", "Apache License");
            assertThat(all.getManifest()).isEqualTo(jar.getManifest());
        }
    }

    /** Where a pool of the application's, or of the server's, is another version, the two must not meet. */
    @Test
    void knowsInOneFileNoOtherPoolThanItsOwn() throws IOException {
        try (JarFile all = new JarFile(ALL_JAR.toFile())) {
            for (String name : files(all)) {
                if (name.endsWith(".class")) {
                    assertThat(read(all, name))
                            .as(name)
                            .doesNotContain("Lio/agroal/")
                            .doesNotContain("\u0000io/agroal/");
                }
            }
        }
    }

    @Test
    void runsAsOneFile() throws Exception {
        String classPath = Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getProperty("java.class.path"))
                .filter(entry -> !entry.contains("agroal-"))
                .filter(entry -> !entry.equals(JAR.toString()))
                .filter(entry -> !entry.endsWith(Path.of("target", "classes").toString()))
                .collect(Collectors.joining(File.pathSeparator, ALL_JAR + File.pathSeparator, ""));
        assertThat(Program.run(OneFile.class, classPath)).isEqualTo("1 row");
    }

    private static List<String> files(JarFile jar) {
        return jar.stream()
                .map(ZipEntry::getName)
                .filter(name -> !name.endsWith("/"))
                .toList();
    }

    private static String read(JarFile jar, String name) throws IOException {
        return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }
}
