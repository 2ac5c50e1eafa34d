// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Weaves classes as a build does, by the provider that is there. */
final class Weaving {

    private Weaving() {}

    /**
     * {@return the directory with the woven classes}
     *
     * @param folder an empty one
     * @param mapping the mapping file of the classes
     */
    static Path weave(Path folder, String mapping, Class<?>... types) {
        Map<String, byte[]> classes = new TreeMap<>();
        Stream.of(types).forEach(type -> classes.put(type.getName(), bytes(type)));
        Path woven = folder.resolve("woven");
        // Neither tool is on the class path of the other provider.
        write(
                isHibernate()
                        ? HibernateEnhancement.enhance(classes)
                        : EclipseLinkWeaving.weave(classes, mapping, folder),
                woven);
        return woven;
    }

    /** {@return whether the provider is Hibernate} */
    static boolean isHibernate() {
        try {
            Class.forName("org.hibernate.Version");
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    static void write(Map<String, byte[]> classes, Path directory) {
        try {
            for (Map.Entry<String, byte[]> entry : classes.entrySet()) {
                Path file = directory.resolve(file(entry.getKey()));
                Files.createDirectories(file.getParent());
                Files.write(file, entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String file(String className) {
        return className.replace('.', '/') + ".class";
    }

    private static byte[] bytes(Class<?> type) {
        try (InputStream in = type.getClassLoader().getResourceAsStream(file(type.getName()))) {
            return Objects.requireNonNull(in).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
