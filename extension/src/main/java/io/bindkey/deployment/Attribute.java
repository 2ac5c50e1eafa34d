// SPDX-License-Identifier: Apache-2.0
package io.bindkey.deployment;

import jakarta.persistence.Convert;
import jakarta.persistence.Converts;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Transient;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A field or getter of a managed class, as far as it leads to other classes.
 *
 * @param owner the class that declares it
 * @param name of the attribute
 * @param types the classes that its type is made of: of {@code Map<String, Set<Tag>>} all four
 * @param associationTargets the classes that an association annotation names or implies; empty for others
 * @param converters the converters that it names
 */
record Attribute(
        Class<?> owner, String name, Set<Class<?>> types, Set<Class<?>> associationTargets, Set<Class<?>> converters) {

    /**
     * {@return the attributes that a class declares itself}
     *
     * @param type a managed class
     * @param arguments what the type variables in it stand for in the entity at hand
     */
    static List<Attribute> of(Class<?> type, Map<TypeVariable<?>, Type> arguments) {
        List<Attribute> attributes = new ArrayList<>();
        for (Field field : type.getDeclaredFields()) {
            if (isPersistent(field, field)) {
                attributes.add(of(type, field.getName(), field, field.getGenericType(), arguments));
            }
        }
        for (Method method : type.getDeclaredMethods()) {
            boolean getter = method.getParameterCount() == 0
                    && method.getReturnType() != void.class
                    && (method.getName().startsWith("get") || method.getName().startsWith("is"));
            if (getter && isPersistent(method, method)) {
                attributes.add(of(type, propertyName(method), method, method.getGenericReturnType(), arguments));
            }
        }
        return attributes;
    }

    private static boolean isPersistent(Member member, AnnotatedElement annotated) {
        int excluded = Modifier.STATIC | Modifier.TRANSIENT;
        return (member.getModifiers() & excluded) == 0
                && !member.isSynthetic()
                && !annotated.isAnnotationPresent(Transient.class);
    }

    private static String propertyName(Method getter) {
        String name = getter.getName().substring(getter.getName().startsWith("is") ? 2 : 3);
        return name.isEmpty() ? getter.getName() : Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    private static Attribute of(
            Class<?> owner, String name, AnnotatedElement element, Type type, Map<TypeVariable<?>, Type> arguments) {
        Set<Class<?>> types = new LinkedHashSet<>();
        collect(type, arguments, types);
        return new Attribute(owner, name, types, targets(element, types), converters(element));
    }

    private static Set<Class<?>> targets(AnnotatedElement element, Set<Class<?>> types) {
        List<Class<?>> named = new ArrayList<>();
        ManyToOne manyToOne = element.getAnnotation(ManyToOne.class);
        OneToOne oneToOne = element.getAnnotation(OneToOne.class);
        OneToMany oneToMany = element.getAnnotation(OneToMany.class);
        ManyToMany manyToMany = element.getAnnotation(ManyToMany.class);
        ElementCollection elements = element.getAnnotation(ElementCollection.class);
        if (manyToOne != null) {
            named.add(manyToOne.targetEntity());
        }
        if (oneToOne != null) {
            named.add(oneToOne.targetEntity());
        }
        if (oneToMany != null) {
            named.add(oneToMany.targetEntity());
        }
        if (manyToMany != null) {
            named.add(manyToMany.targetEntity());
        }
        if (elements != null) {
            named.add(elements.targetClass());
        }
        if (named.isEmpty()) {
            return Set.of();
        }
        // The key of a map is part of the type also where the target is named.
        Set<Class<?>> targets = new LinkedHashSet<>(types);
        named.stream().filter(target -> target != void.class).forEach(targets::add);
        return targets;
    }

    private static Set<Class<?>> converters(AnnotatedElement element) {
        Set<Class<?>> converters = new LinkedHashSet<>();
        for (Convert convert : conversions(element)) {
            if (convert.converter() != jakarta.persistence.AttributeConverter.class) {
                converters.add(convert.converter());
            }
        }
        return converters;
    }

    static List<Convert> conversions(AnnotatedElement element) {
        List<Convert> conversions = new ArrayList<>(Arrays.asList(element.getAnnotationsByType(Convert.class)));
        Converts several = element.getAnnotation(Converts.class);
        if (several != null && conversions.isEmpty()) {
            conversions.addAll(Arrays.asList(several.value()));
        }
        return conversions;
    }

    private static void collect(Type type, Map<TypeVariable<?>, Type> arguments, Set<Class<?>> into) {
        if (type instanceof Class<?> c) {
            into.add(c.isArray() ? c.getComponentType() : c);
        } else if (type instanceof ParameterizedType parameterized) {
            collect(parameterized.getRawType(), arguments, into);
            for (Type argument : parameterized.getActualTypeArguments()) {
                collect(argument, arguments, into);
            }
        } else if (type instanceof GenericArrayType array) {
            collect(array.getGenericComponentType(), arguments, into);
        } else if (type instanceof WildcardType wildcard) {
            collect(wildcard.getUpperBounds()[0], arguments, into);
        } else if (type instanceof TypeVariable<?> variable) {
            Type argument = arguments.get(variable);
            if (argument != null) {
                collect(argument, arguments, into);
            } else if (variable.getBounds()[0] instanceof Class<?> bound) {
                // The bound of T extends Comparable<T> mentions T again: only its class matters.
                into.add(bound);
            }
        }
    }
}
