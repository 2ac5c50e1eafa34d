// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Entity;
import jakarta.persistence.IdClass;
import jakarta.persistence.MappedSuperclass;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Everything that some entities need around them in a persistence unit: mapped superclasses, embeddables, converters
 * and id classes, followed from class to class. Entity listeners and generators are found by the provider, which reads
 * them from the annotations of what stands here.
 */
final class Closure {

    private final Set<Class<?>> managed = new TreeSet<>(Comparator.comparing(Class::getName));
    private final Set<Class<?>> visited = new LinkedHashSet<>();
    private final List<Link> links = new ArrayList<>();

    /**
     * An association that leads to an entity.
     *
     * @param entity that it is part of, by itself, a superclass or an embeddable
     * @param attribute that has it
     * @param target an entity class
     */
    record Link(Class<?> entity, Attribute attribute, Class<?> target) {}

    /** Adds an entity, and {@return the associations that this has brought in} */
    List<Link> add(Class<?> entity) {
        int known = links.size();
        visit(entity, entity, Map.of());
        return links.subList(known, links.size());
    }

    /** {@return the entities and what they need, ordered by name} */
    Set<Class<?>> managed() {
        return managed;
    }

    /** {@return the associations to entities, of the entities that were added and of what they are made of} */
    List<Link> links() {
        return links;
    }

    private void visit(Class<?> entity, Class<?> type, Map<TypeVariable<?>, Type> arguments) {
        if (!visited.add(type) && arguments.isEmpty()) {
            return;
        }
        if (isManaged(type)) {
            managed.add(type);
        }
        converters(type);
        IdClass idClass = type.getDeclaredAnnotation(IdClass.class);
        if (idClass != null && isManaged(idClass.value())) {
            managed.add(idClass.value());
        }
        for (Attribute attribute : Attribute.of(type, arguments)) {
            follow(entity, attribute);
        }
        Class<?> superclass = type.getSuperclass();
        if (superclass != null && superclass != Object.class) {
            visit(entity, superclass, arguments(type.getGenericSuperclass(), arguments));
        }
    }

    private void follow(Class<?> entity, Attribute attribute) {
        managed.addAll(attribute.converters());
        for (Class<?> target : attribute.associationTargets()) {
            if (target.isAnnotationPresent(Entity.class)) {
                links.add(new Link(entity, attribute, target));
            }
        }
        for (Class<?> type : union(attribute.types(), attribute.associationTargets())) {
            if (type.isAnnotationPresent(Embeddable.class) && !visited.contains(type)) {
                visit(entity, type, Map.of());
            }
        }
    }

    private void converters(Class<?> type) {
        for (Convert convert : Attribute.conversions(type)) {
            if (convert.converter() != jakarta.persistence.AttributeConverter.class) {
                managed.add(convert.converter());
            }
        }
    }

    /** What the type variables of a generic superclass stand for, seen from the subclass. */
    private static Map<TypeVariable<?>, Type> arguments(Type superclass, Map<TypeVariable<?>, Type> outer) {
        Map<TypeVariable<?>, Type> arguments = new HashMap<>();
        if (superclass instanceof ParameterizedType parameterized
                && parameterized.getRawType() instanceof Class<?> raw) {
            Type[] actual = parameterized.getActualTypeArguments();
            for (int i = 0; i < actual.length; i++) {
                Type argument = actual[i];
                arguments.put(raw.getTypeParameters()[i], outer.getOrDefault(argument, argument));
            }
        }
        return arguments;
    }

    static boolean isManaged(Class<?> type) {
        return type.isAnnotationPresent(Entity.class)
                || type.isAnnotationPresent(MappedSuperclass.class)
                || type.isAnnotationPresent(Embeddable.class);
    }

    private static Set<Class<?>> union(Set<Class<?>> one, Set<Class<?>> other) {
        Set<Class<?>> all = new LinkedHashSet<>(one);
        all.addAll(other);
        return all;
    }
}
