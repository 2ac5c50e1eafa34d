// SPDX-License-Identifier: Apache-2.0
package io.bindkey.repository;

import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Reads the interface of a repository. Jakarta Data is known by its name alone: most applications do not have it.
 */
final class RepositoryInterface {

    static final Comparator<Class<?>> BY_NAME = Comparator.comparing(Class::getName);

    private static final String REPOSITORY = "jakarta.data.repository.Repository";

    private RepositoryInterface() {}

    /** {@return whether a type is a repository of Jakarta Data} */
    static boolean isRepository(Class<?> type) {
        return type.isInterface() && annotation(type).isPresent();
    }

    /** {@return the data store that a repository names, empty where it names none} */
    static Optional<String> dataStore(Class<?> type) {
        return annotation(type).map(RepositoryInterface::dataStore).filter(name -> !name.isEmpty());
    }

    private static Optional<Annotation> annotation(Class<?> type) {
        return Stream.of(type.getAnnotations())
                .filter(annotation -> annotation.annotationType().getName().equals(REPOSITORY))
                .findFirst();
    }

    private static String dataStore(Annotation annotation) {
        try {
            return (String) annotation.annotationType().getMethod("dataStore").invoke(annotation);
        } catch (ReflectiveOperationException unknown) {
            return "";
        }
    }

    /**
     * {@return the classes that the abstract methods of a repository, and what it extends, are about}
     *
     * <p>A type variable needs no resolution: what stands for it stands behind {@code extends}.
     */
    static Set<Class<?>> mentioned(Class<?> repository) {
        Set<Class<?>> classes = new TreeSet<>(BY_NAME);
        try {
            addInterface(repository, classes, new HashSet<>());
        } catch (LinkageError | TypeNotPresentException missing) {
            // A class that is not there is no entity of a bind; whoever calls the method will hear of it.
            System.getLogger("io.bindkey")
                    .log(Level.DEBUG, () -> "Not all of " + repository.getName() + " can be read", missing);
        }
        return classes;
    }

    /** {@return the classes that a type mentions, as {@code Instance<Orders>} does} */
    static Set<Class<?>> mentionedBy(Type type) {
        Set<Class<?>> classes = new TreeSet<>(BY_NAME);
        add(type, classes, new HashSet<>());
        return classes;
    }

    private static void addInterface(Class<?> type, Set<Class<?>> classes, Set<Type> seen) {
        for (Type parent : type.getGenericInterfaces()) {
            add(parent, classes, seen);
        }
        for (Class<?> parent : type.getInterfaces()) {
            addInterface(parent, classes, seen);
        }
        for (Method method : type.getDeclaredMethods()) {
            // What has a body is the application's own code, which may ask other repositories.
            if (Modifier.isAbstract(method.getModifiers())) {
                add(method.getGenericReturnType(), classes, seen);
                Stream.of(method.getGenericParameterTypes()).forEach(parameter -> add(parameter, classes, seen));
            }
        }
    }

    private static void add(Type type, Set<Class<?>> classes, Set<Type> seen) {
        if (!seen.add(type)) {
            return;
        }
        if (type instanceof Class<?> known) {
            if (known.isArray()) {
                add(known.getComponentType(), classes, seen);
            } else {
                classes.add(known);
            }
        } else if (type instanceof ParameterizedType generic) {
            add(generic.getRawType(), classes, seen);
            addAll(generic.getActualTypeArguments(), classes, seen);
        } else if (type instanceof GenericArrayType array) {
            add(array.getGenericComponentType(), classes, seen);
        } else if (type instanceof WildcardType wildcard) {
            addAll(wildcard.getUpperBounds(), classes, seen);
            addAll(wildcard.getLowerBounds(), classes, seen);
        } else if (type instanceof TypeVariable<?> variable) {
            addAll(variable.getBounds(), classes, seen);
        }
    }

    private static void addAll(Type[] types, Set<Class<?>> classes, Set<Type> seen) {
        Stream.of(types).forEach(type -> add(type, classes, seen));
    }
}
