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
    private final Map<@Nullable ClassLoader, Map<String, Optional<Carrier>>> packages = new HashMap<>();

    /**
     * What has the annotation.
     *
     * @param place a class, or that of a {@code package-info}
     */
    record Carrier(Class<?> place, String key) {}

    /** {@return the key of a class, empty for one that has none} */
    Optional<String> of(Class<?> type) {
        return carrier(type).map(Carrier::key);
    }

    /** {@return what gives a class its key} */
    Optional<Carrier> carrier(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            Optional<Carrier> declared = declared(c);
            if (declared.isPresent()) {
                return declared;
            }
        }
        ClassLoader loader = type.getClassLoader();
        Map<String, Optional<Carrier>> known = packages.computeIfAbsent(loader, l -> new HashMap<>());
        return ofPackage(type.getPackageName(), loader, known);
    }

    private static Optional<Carrier> declared(Class<?> place) {
        return Optional.ofNullable(place.getDeclaredAnnotation(BindKey.class))
                .map(annotation -> new Carrier(place, annotation.value()));
    }

    private static Optional<Carrier> ofPackage(
            String name, @Nullable ClassLoader loader, Map<String, Optional<Carrier>> known) {
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<Carrier> key = known.get(name);
        if (key == null) {
            int dot = name.lastIndexOf('.');
            String enclosing = dot < 0 ? "" : name.substring(0, dot);
            key = declared(name, loader).or(() -> ofPackage(enclosing, loader, known));
            known.put(name, key);
        }
        return key;
    }

    /** An enclosing package may hold no class but its {@code package-info}, which so has to be loaded by name. */
    private static Optional<Carrier> declared(String name, @Nullable ClassLoader loader) {
        try {
            return declared(Class.forName(name + ".package-info", false, loader));
        } catch (ClassNotFoundException | LinkageError none) {
            return Optional.empty();
        }
    }
}
