// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment.scan;

import jakarta.persistence.Converter;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.MappedSuperclass;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the persistence classes of one class loader by a look into every class file under its roots.
 *
 * <p>CDI shows an extension no plain entity of an archive without {@code beans.xml}, and a server's own annotation scan
 * ends after {@code AfterDeploymentValidation}, too late for our beans. A class file says in its first part which
 * annotations it uses, so only the few that name one of ours are loaded, and none is initialized.
 *
 * <p>What cannot be read or loaded never fails the scan: a library may carry classes that nobody needs here.
 */
public final class ClassScan {

    private static final List<Class<?>> ANNOTATIONS =
            List.of(Entity.class, MappedSuperclass.class, Embeddable.class, Converter.class);

    /** By name: an application may bring a second copy of the API, and its entities shall not vanish for that. */
    private static final Set<String> ANNOTATION_NAMES =
            ANNOTATIONS.stream().map(Class::getName).collect(Collectors.toUnmodifiableSet());

    /** An annotation stands in the constant pool as the descriptor of its type. */
    private static final Set<String> DESCRIPTORS =
            ANNOTATIONS.stream().map(Class::descriptorString).collect(Collectors.toUnmodifiableSet());

    /**
     * Packages of libraries, in WEB-INF/lib as on a class path, that have no persistence class of an application.
     * Providers, for Hibernate's own {@code @Converter} classes would land in every unit; others that nearly every
     * application carries, for unpacking their classes alone would take two thirds of the time of a scan.
     */
    private static final List<String> LIBRARIES = List.of(
            "org/hibernate/",
            "org/eclipse/persistence/",
            "com/arjuna/",
            "com/microsoft/sqlserver/",
            "com/mysql/",
            "io/agroal/",
            "io/smallrye/",
            "jakarta/",
            "liquibase/",
            "net/bytebuddy/",
            "oracle/jdbc/",
            "org/antlr/",
            "org/apache/commons/",
            "org/assertj/",
            "org/flywaydb/",
            "org/glassfish/jaxb/",
            "org/h2/",
            "org/jboss/weld/",
            "org/junit/",
            "org/mariadb/",
            "org/postgresql/");

    /**
     * What one class loader gave.
     *
     * @param classes the annotated classes, ordered by name; some may come from a parent loader
     * @param problems lines for the debug log, each naming what could not be read or loaded, and why
     * @param roots how many directories and archives were looked through
     */
    public record Result(Set<Class<?>> classes, List<String> problems, int roots) {}

    private final ClassLoader loader;
    private final ConstantPoolSearch descriptors = new ConstantPoolSearch(DESCRIPTORS);
    private final SortedSet<String> candidates = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    private ClassScan(ClassLoader loader) {
        this.loader = loader;
    }

    /** Scans what the loader itself adds to its parents, as far as that can be told: see {@link ClassPathRoots}. */
    public static Result of(ClassLoader loader) {
        ClassScan scan = new ClassScan(loader);
        Collection<ClassRoot> roots = ClassPathRoots.of(loader, scan.problems::add);
        roots.forEach(scan::search);
        return new Result(scan.annotatedCandidates(), List.copyOf(scan.problems), roots.size());
    }

    private void search(ClassRoot root) {
        try {
            root.visit(this::inspect);
        } catch (IOException | RuntimeException e) { // a server's URL handler or file system throws what it likes
            problems.add(root + ": " + e);
        }
    }

    private void inspect(String name, ClassRoot.Content content) {
        for (String library : LIBRARIES) {
            if (name.startsWith(library)) {
                return;
            }
        }
        try (InputStream in = content.open()) {
            if (descriptors.findsOneIn(in)) {
                candidates.add(name.replace('/', '.'));
            }
        } catch (IOException | SecurityException e) { // some streams check signatures while they are read
            problems.add(name + ".class: " + e);
        }
    }

    private Set<Class<?>> annotatedCandidates() {
        Set<Class<?>> classes = new LinkedHashSet<>();
        for (String candidate : candidates) {
            try {
                Class<?> type = Class.forName(candidate, false, loader);
                if (isAnnotated(type)) {
                    classes.add(type);
                }
            } catch (ClassNotFoundException | LinkageError | RuntimeException e) {
                // A superclass that is not there, a signature that does not fit, an annotation that cannot be read.
                problems.add(candidate + ": " + e);
            }
        }
        return Collections.unmodifiableSet(classes);
    }

    /** The constant pool cannot tell the annotation of the class from one that a member only mentions. */
    private static boolean isAnnotated(Class<?> type) {
        return Stream.of(type.getDeclaredAnnotations())
                .anyMatch(annotation ->
                        ANNOTATION_NAMES.contains(annotation.annotationType().getName()));
    }
}
