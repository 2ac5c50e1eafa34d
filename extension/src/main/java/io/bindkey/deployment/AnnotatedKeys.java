// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.BindKey;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the bind key that annotations give to a class: its own, its nearest superclass's, its package's or that of the
 * nearest enclosing one. Not safe for use by several threads.
 */
final class AnnotatedKeys {

    /**
     * By loader, because two may have a package of the same name. Not by a record of both: on JDK 17 the last record
     * class that was compared is kept by the virtual machine, and so the class loader of an application that has ended.
     */
    private final Map<@Nullable ClassLoader, Map<String, Optional<String>>> packages = new HashMap<>();

    /** {@return the key of a class, empty for one that has none} */
    Optional<String> of(Class<?> type) {
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
}
