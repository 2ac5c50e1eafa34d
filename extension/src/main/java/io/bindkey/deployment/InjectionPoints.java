// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.Bound;
import io.bindkey.message.Problems;
import jakarta.enterprise.inject.spi.InjectionPoint;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The injection points that name a bind key. */
final class InjectionPoints {

    private final List<Use> uses = new ArrayList<>();

    /**
     * One of them.
     *
     * @param key that it names
     * @param place for messages
     */
    private record Use(String key, String place) {}

    void add(InjectionPoint point) {
        for (Annotation qualifier : point.getQualifiers()) {
            if (qualifier instanceof Bound bound && !bound.value().isEmpty()) {
                uses.add(new Use(bound.value(), describe(point)));
            }
        }
    }

    /** {@return the keys that are named} */
    Set<String> keys() {
        Set<String> keys = new TreeSet<>();
        uses.forEach(use -> keys.add(use.key()));
        return keys;
    }

    /** {@return a problem for each point that names no bind} */
    List<Problem> unknown(Collection<String> known) {
        return uses.stream()
                .filter(use -> !known.contains(use.key()))
                .map(use -> Problems.unknownKeyInjected(use.place(), use.key(), known))
                .distinct()
                .toList();
    }

    private static String describe(InjectionPoint point) {
        String where = point.getMember().getDeclaringClass().getName() + "."
                + point.getMember().getName();
        return point.getMember() instanceof Field ? where : where + "()";
    }
}
