// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.Bound;
import io.bindkey.message.ClassProblems;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ObserverMethod;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The injection points, and observers of events, that name a bind key. */
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
        add(point.getQualifiers(), describe(point));
    }

    /** An observer of events of a bind that there is not would simply never hear of anything. */
    void add(ObserverMethod<?> observer) {
        add(
                observer.getObservedQualifiers(),
                "An observer in " + observer.getBeanClass().getName());
    }

    private void add(Set<Annotation> qualifiers, String place) {
        for (Annotation qualifier : qualifiers) {
            if (qualifier instanceof Bound bound && !bound.value().isEmpty()) {
                uses.add(new Use(bound.value(), place));
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
                .map(use -> ClassProblems.unknownKeyInjected(use.place(), use.key(), known))
                .distinct()
                .toList();
    }

    private static String describe(InjectionPoint point) {
        String where = point.getMember().getDeclaringClass().getName() + "."
                + point.getMember().getName();
        return point.getMember() instanceof Field ? where : where + "()";
    }
}
