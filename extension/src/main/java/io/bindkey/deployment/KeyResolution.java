// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.BindKey;
import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.config.BindSettings;
import io.bindkey.message.Problems;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the bind key of a class: its own, its nearest superclass's, its package's or that of the nearest enclosing one,
 * then what the configuration says.
 */
final class KeyResolution {

    private final Iterable<BindSettings> binds;
    private final List<Problem> problems;

    /**
     * By loader, because two may have a package of the same name. Not by a record of both: on JDK 17 the last record
     * class that was compared is kept by the virtual machine, and so the class loader of an application that has ended.
     */
    private final Map<@Nullable ClassLoader, Map<String, Optional<String>>> packages = new HashMap<>();

    /**
     * Creates it.
     *
     * @param binds the configured binds, which may claim classes and packages
     * @param problems receives classes that two binds claim
     */
    KeyResolution(Iterable<BindSettings> binds, List<Problem> problems) {
        this.binds = binds;
        this.problems = problems;
    }

    /** {@return the key that annotations or the configuration give, empty for an unkeyed class} */
    Optional<String> keyOf(Class<?> type) {
        return annotated(type).or(() -> configured(type));
    }

    /** {@return the key that annotations give} */
    Optional<String> annotated(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            BindKey key = c.getDeclaredAnnotation(BindKey.class);
            if (key != null) {
                return Optional.of(key.value());
            }
        }
        ClassLoader loader = type.getClassLoader();
        Map<String, Optional<String>> known = packages.computeIfAbsent(loader, l -> new HashMap<>());
        return ofPackage(type.getPackageName(), loader, known);
    }

    private static Optional<String> ofPackage(
            String name, @Nullable ClassLoader loader, Map<String, Optional<String>> known) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> key = known.get(name);
        if (key == null) {
            int dot = name.lastIndexOf('.');
            String enclosing = dot < 0 ? "" : name.substring(0, dot);
            key = declared(name, loader).or(() -> ofPackage(enclosing, loader, known));
            known.put(name, key);
        }
        return key;
    }

    /** An enclosing package may hold no class but its {@code package-info}, which so has to be loaded by name. */
    private static Optional<String> declared(String name, @Nullable ClassLoader loader) {
        try {
            Class<?> info = Class.forName(name + ".package-info", false, loader);
            return Optional.ofNullable(info.getDeclaredAnnotation(BindKey.class))
                    .map(BindKey::value);
        } catch (ClassNotFoundException | LinkageError none) {
            return Optional.empty();
        }
    }

    /** A class by its own name first, then by its nearest package. */
    private Optional<String> configured(Class<?> type) {
        String best = "";
        BindSettings owner = null;
        for (BindSettings bind : binds) {
            String claim = claim(bind, type.getName());
            if (owner != null && !claim.isEmpty() && claim.equals(best)) {
                problems.add(Problems.claimedTwice(claim, owner.key(), bind.key()));
            } else if (claim.length() > best.length()) {
                best = claim;
                owner = bind;
            }
        }
        return Optional.ofNullable(owner).map(BindSettings::key);
    }

    /** {@return the longest name by which a bind claims a class, the empty string when it does not} */
    private static String claim(BindSettings bind, String className) {
        if (bind.classes().contains(className)) {
            return className;
        }
        return bind.packages().stream()
                // A package includes its subpackages, but "a.b" is no prefix of "a.bc".
                .filter(name -> className.startsWith(name + "."))
                .max(java.util.Comparator.comparingInt(String::length))
                .orElse("");
    }
}
