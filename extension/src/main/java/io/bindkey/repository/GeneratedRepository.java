// SPDX-License-Identifier: Apache-2.0
package io.bindkey.repository;

import io.bindkey.provider.Provider;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.inject.literal.InjectLiteral;
import jakarta.enterprise.inject.spi.configurator.AnnotatedTypeConfigurator;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.PersistenceUnit;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A class that Hibernate's annotation processor has generated for an interface: {@code Orders_} for {@code Orders}.
 *
 * <p>For a repository of Jakarta Data it opens a stateless session of its own, from an injected unit; for any other
 * interface it wants one, or an entity manager, as the parameter of its constructor.
 *
 * @param implementation the generated class
 * @param api the interface
 * @param place the field or constructor that gets what it works with
 * @param handle the type of that: an entity manager, or one of Hibernate's sessions
 */
record GeneratedRepository(Class<?> implementation, Class<?> api, Member place, Class<?> handle) {

    private static final Set<Class<? extends Annotation>> OF_UNITS =
            Set.of(PersistenceUnit.class, PersistenceContext.class);

    /** {@return what a class is, empty where it is no such class} */
    static Optional<GeneratedRepository> of(Class<?> type) {
        if (type.isInterface() || !type.getName().endsWith("_") || type.getInterfaces().length != 1) {
            return Optional.empty();
        }
        Class<?> api = type.getInterfaces()[0];
        if (!type.getName().endsWith(api.getSimpleName() + "_")) {
            return Optional.empty();
        }
        return byField(type, api).or(() -> byConstructor(type, api));
    }

    private static Optional<GeneratedRepository> byField(Class<?> type, Class<?> api) {
        Field[] fields = type.getDeclaredFields();
        if (Stream.of(fields).noneMatch(GeneratedRepository::isOfUnit)) {
            return Optional.empty();
        }
        return Stream.of(fields)
                .filter(field -> isHandle(field.getType()))
                .map(field -> new GeneratedRepository(type, api, field, field.getType()))
                .findFirst();
    }

    private static Optional<GeneratedRepository> byConstructor(Class<?> type, Class<?> api) {
        return Stream.of(type.getDeclaredConstructors())
                .filter(constructor -> constructor.isAnnotationPresent(Inject.class))
                .filter(constructor -> constructor.getParameterCount() == 1)
                .filter(constructor -> isHandle(constructor.getParameterTypes()[0]))
                .map(constructor -> new GeneratedRepository(
                        type, api, constructor, constructor.getParameterTypes()[0]))
                .findFirst();
    }

    private static boolean isHandle(Class<?> type) {
        return type == EntityManager.class || Provider.SESSIONS.contains(type.getName());
    }

    private static boolean isOfUnit(AnnotatedElement element) {
        return OF_UNITS.stream().anyMatch(element::isAnnotationPresent);
    }

    boolean takesEntityManager() {
        return handle == EntityManager.class;
    }

    /** {@return whether it has a field for a persistence unit, which nobody needs} */
    boolean hasUnit() {
        return place instanceof Field;
    }

    /** Has it injected, instead of what it would open and close. */
    void inject(AnnotatedTypeConfigurator<?> configurator) {
        OfRepository qualifier = new OfRepository.Literal(implementation);
        if (place instanceof Constructor<?>) {
            configurator
                    .filterConstructors(
                            constructor -> constructor.getJavaMember().equals(place))
                    .forEach(constructor -> constructor.params().get(0).add(qualifier));
            return;
        }
        configurator
                .filterFields(field -> isOfUnit(field.getJavaMember()))
                .forEach(field -> field.remove(annotation -> OF_UNITS.contains(annotation.annotationType())));
        configurator
                .filterFields(field -> field.getJavaMember().equals(place))
                .forEach(field -> field.add(InjectLiteral.INSTANCE).add(qualifier));
        configurator
                .filterMethods(method -> method.getJavaMember().getDeclaringClass() == implementation)
                .forEach(method -> method.remove(annotation -> annotation.annotationType() == PostConstruct.class
                        || annotation.annotationType() == PreDestroy.class));
    }
}
