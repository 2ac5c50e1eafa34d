// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What tests want of Narayana where it is on the class path. Touches none of its types. */
final class NarayanaInTests {

    private static final String MANAGER = "com.arjuna.ats.jta.TransactionManager";
    private static final String INTERCEPTORS = "com.arjuna.ats.jta.cdi.transactional.TransactionalInterceptor";

    private static final AtomicReference<@Nullable Path> LOG = new AtomicReference<>();

    private NarayanaInTests() {}

    static boolean isThere(ClassLoader loader) {
        return find(MANAGER, loader) != null;
    }

    /** {@return the interceptors behind {@code @Transactional}: its JAR is no bean archive, and a server has them} */
    static List<Class<?>> interceptors(ClassLoader loader) {
        return Stream.of("Mandatory", "Never", "NotSupported", "Required", "RequiresNew", "Supports")
                .<Class<?>>mapMulti((kind, found) -> {
                    Class<?> type = find(INTERCEPTORS + kind, loader);
                    if (type != null) {
                        found.accept(type);
                    }
                })
                .toList();
    }

    private static @Nullable Class<?> find(String name, ClassLoader loader) {
        try {
            return Class.forName(name, false, loader);
        } catch (ClassNotFoundException | LinkageError e) {
            return null;
        }
    }

    /** {@return properties by which its log is nobody else's, and goes with this JVM, unless somebody has chosen a place} */
    static Map<String, String> properties(boolean twoPhases) {
        Map<String, String> properties = new HashMap<>();
        // Both hold for the whole JVM, whichever application was the first.
        properties.put("binds-settings.transactions.node-name", "");
        properties.put("binds-settings.transactions.object-store", twoPhases && !isChosen() ? log().toString() : "");
        return properties;
    }

    private static boolean isChosen() {
        return System.getProperties().stringPropertyNames().stream().anyMatch(name -> name.endsWith("objectStoreDir"));
    }

    private static Path log() {
        Path log = LOG.get();
        if (log != null) {
            return log;
        }
        try {
            Path made = Files.createTempDirectory("bindkey-test-transaction-log");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(made), "delete " + made));
            LOG.set(made);
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.deleteIfExists(file);
                } catch (IOException e) {
                    // The system's own tidying gets it.
                }
            });
        } catch (IOException | UncheckedIOException e) {
            // As above.
        }
    }
}
