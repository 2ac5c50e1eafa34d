// SPDX-License-Identifier: Apache-2.0
package io.bindkey.command;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a server gives to its applications, and has to be on the class path of a command. */
enum ServerLibraries {
    CDI("CDI", "jakarta.enterprise.inject.se.SeContainerInitializer", "org.jboss.weld.se:weld-se-core"),
    PROVIDER(
            "a persistence provider",
            "jakarta.persistence.spi.PersistenceProvider",
            "org.hibernate.orm:hibernate-core"),
    CONFIGURATION(
            "MicroProfile Config",
            "org.eclipse.microprofile.config.spi.ConfigProviderResolver",
            "io.smallrye.config:smallrye-config");

    private final String words;
    private final String service;
    private final String example;

    ServerLibraries(String words, String service, String example) {
        this.words = words;
        this.service = service;
        this.example = example;
    }

    /** {@return the sentence that says what a class path lacks, empty if that is nothing} */
    static Optional<String> missing(ClassLoader classPath) {
        List<ServerLibraries> missing = Arrays.stream(values())
                .filter(library -> classPath.getResource("META-INF/services/" + library.service) == null)
                .toList();
        return missing.isEmpty() ? Optional.empty() : Optional.of(sentence(missing));
    }

    private static String sentence(List<ServerLibraries> missing) {
        return "The class path lacks "
                + missing.stream().map(library -> library.words).collect(Collectors.joining(", "))
                + ", which a server gives to its applications: add "
                + missing.stream().map(library -> library.example).collect(Collectors.joining(", "))
                + ", or the like, with all that they need.";
    }
}
