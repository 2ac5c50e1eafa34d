// SPDX-License-Identifier: Apache-2.0
package io.bindkey.criteria;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The shapes and interfaces that were met, kept as long as the router. Safe for use by several threads. */
final class CriteriaShapes {

    private final Map<Class<?>, Optional<CriteriaShape>> shapes = new ConcurrentHashMap<>();
    private final Map<Class<?>, Class<?>[]> ofQueries = new ConcurrentHashMap<>();

    /** {@return the shape of a class or interface, null when it is not that of a criteria object} */
    @Nullable
    CriteriaShape of(Class<?> type) {
        Optional<CriteriaShape> shape = shapes.get(type);
        if (shape == null) {
            Collection<Class<?>> interfaces = CriteriaInterfaces.ofCriteria(type);
            shape = interfaces.isEmpty() ? Optional.empty() : Optional.of(new CriteriaShape(type, interfaces));
            shapes.put(type, shape);
        }
        return shape.orElse(null);
    }

    /** {@return the interfaces of a query that the provider made} */
    Class<?>[] ofQuery(Class<?> type) {
        return ofQueries.computeIfAbsent(
                type, t -> CriteriaInterfaces.ofQuery(t).toArray(Class<?>[]::new));
    }
}
