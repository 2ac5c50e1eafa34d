// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** The JAR as it goes into an application. */
class PackagedJarIT {

    private static final Path JAR = Path.of(System.getProperty("bindkey.jar"));

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
                    .as("WildFly shows its Hibernate")
                    .isEqualTo("org.hibernate optional");
            assertThat(read(jar, "META-INF/LICENSE")).contains("Apache License");
        }
    }

    private static String read(JarFile jar, String name) throws IOException {
        return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), StandardCharsets.UTF_8);
    }
}
