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
    private final Map<PackageName, Optional<String>> packages = new HashMap<>();

    /** A package as one class loader sees it. */
    private record PackageName(String name, @Nullable ClassLoader loader) {}

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
        return ofPackage(new PackageName(type.getPackageName(), type.getClassLoader()));
    }

    private Optional<String> ofPackage(PackageName name) {
        if (name.name().isEmpty()) {
            return Optional.empty();
        }
        Optional<String> known = packages.get(name);
        if (known == null) {
            int dot = name.name().lastIndexOf('.');
            PackageName enclosing = new PackageName(dot < 0 ? "" : name.name().substring(0, dot), name.loader());
            known = declared(name).or(() -> ofPackage(enclosing));
            packages.put(name, known);
        }
        return known;
    }

    /** An enclosing package may hold no class but its {@code package-info}, which so has to be loaded by name. */
    private static Optional<String> declared(PackageName name) {
        try {
            Class<?> info = Class.forName(name.name() + ".package-info", false, name.loader());
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
