// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment.scan;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.InvalidPathException;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The roots of one class loader. Some loaders tell them: a {@link URLClassLoader} (Payara, GlassFish, TomEE) and the
 * system class loader. Those of WildFly and Open Liberty do not, and are asked for resources that roots have.
 */
final class ClassPathRoots {

    /**
     * A root answers to the empty name if it is a directory or a server's idea of one, to {@code META-INF/} if its jar
     * has entries for directories, and to the manifest if it has one. No single name finds all roots on all servers.
     */
    private static final List<String> NAMES_IN_ROOTS = List.of("", "META-INF/", "META-INF/MANIFEST.MF");

    /** What follows the root in a URL found so; a multi-release jar answers as its {@code META-INF/versions/9/}. */
    private static final Pattern BELOW_ROOT = Pattern.compile("(?<=/)META-INF(/(MANIFEST\\.MF|versions/\\d+/?)?)?$");

    private static final Pattern PATH_SEPARATOR = Pattern.compile(Pattern.quote(File.pathSeparator));
    private static final Pattern SPACES = Pattern.compile(" +");

    /**
     * By their places. The roots themselves are no keys: on JDK 17 the last record whose {@code equals} was linked is kept
     * for ever by {@code ObjectMethods}, and with it the application's class loader.
     */
    private final Map<String, ClassRoot> roots = new LinkedHashMap<>();

    private final Consumer<String> problems;

    private ClassPathRoots(Consumer<String> problems) {
        this.problems = problems;
    }

    /** The loader's roots, without those of its parents if it is a {@link URLClassLoader}. */
    static Collection<ClassRoot> of(ClassLoader loader, Consumer<String> problems) {
        ClassPathRoots found = new ClassPathRoots(problems);
        if (loader == ClassLoader.getSystemClassLoader()) {
            found.addJavaClassPath(); // first: only a root that is new is asked for the class path in its manifest
        }
        if (loader instanceof URLClassLoader urls) {
            for (URL url : urls.getURLs()) {
                found.addWithManifestClassPath(url);
            }
        } else {
            found.addAnswering(loader);
        }
        return Collections.unmodifiableCollection(found.roots.values());
    }

    /** Directories and jars without a manifest do not all answer, so the system class loader's list is read too. */
    private void addJavaClassPath() {
        PATH_SEPARATOR.splitAsStream(System.getProperty("java.class.path", "")).forEach(entry -> {
            try {
                addWithManifestClassPath(new File(entry).toURI().toURL());
            } catch (MalformedURLException e) {
                problems.accept(entry + ": " + e);
            }
        });
    }

    private void addWithManifestClassPath(URL url) {
        if (add(url.toString(), url) instanceof ClassRoot.Archive archive && archive.exists()) {
            for (String entry : manifestClassPath(archive)) {
                try {
                    addWithManifestClassPath(new URL(url, entry));
                } catch (MalformedURLException e) {
                    problems.accept("Class-Path of " + url + ": " + e);
                }
            }
        }
    }

    /** Surefire and IDEs start the JVM with one empty jar, whose manifest holds the class path. */
    private static List<String> manifestClassPath(ClassRoot.Archive archive) {
        try (JarFile jar = archive.open()) {
            Manifest manifest = jar.getManifest();
            String classPath =
                    manifest == null ? null : manifest.getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            return classPath == null
                    ? List.of()
                    : SPACES.splitAsStream(classPath.strip()).toList();
        } catch (IOException e) {
            return List.of(); // visiting the broken archive will fail as well, and tell
        }
    }

    private void addAnswering(ClassLoader loader) {
        NavigableMap<String, URL> answers = new TreeMap<>();
        for (String name : NAMES_IN_ROOTS) {
            try {
                for (URL url : Collections.list(loader.getResources(name))) {
                    answers.putIfAbsent(BELOW_ROOT.matcher(url.toString()).replaceFirst(""), url);
                }
            } catch (IOException e) {
                problems.accept(loader + ": " + e);
            }
        }
        Predicate<String> ofTheApplication = ofTheApplication(answers.keySet());
        answers.forEach((location, url) -> {
            if (ofTheApplication.test(location)) {
                add(location, url);
            }
        });
    }

    /** The root at the location, or null if it is already known or no root can be there. */
    private @Nullable ClassRoot add(String location, URL context) {
        try {
            ClassRoot root = ClassRoot.at(location, context);
            return roots.putIfAbsent(root.place(), root) == null ? root : null;
        } catch (MalformedURLException | InvalidPathException e) {
            problems.accept(location + ": " + e);
            return null;
        }
    }

    private static Predicate<String> ofTheApplication(Set<String> locations) {
        if (locations.stream().anyMatch(ClassPathRoots::isOnWildFly)) {
            // All else are modules of WildFly. And the stream of the whole web archive would give its jars once more.
            return location -> isOnWildFly(location) && !surroundsAnother(location, locations);
        }
        // OSGi bundles are the server's, jrt is the JDK; neither can be listed.
        return location -> !location.startsWith("bundle") && !location.startsWith("jrt:");
    }

    private static boolean isOnWildFly(String location) {
        return location.startsWith("vfs:");
    }

    private static boolean surroundsAnother(String location, Set<String> locations) {
        String folder = location.endsWith("/") ? location : location + "/";
        return locations.stream().anyMatch(other -> !other.equals(location) && other.startsWith(folder));
    }
}
