// SPDX-License-Identifier: Apache-2.0
package io.bindkey.criteria;

import io.bindkey.provider.Provider;
import io.bindkey.unit.Unit;
import jakarta.persistence.criteria.CriteriaBuilder;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which interfaces make up criteria and query objects: those of the standard, and what a provider publishes beyond it.
 * Nothing of a provider is loaded that it did not load.
 */
final class CriteriaInterfaces {

    private static final Set<String> CRITERIA = Provider.CRITERIA_PACKAGES;
    private static final Set<String> QUERY = Provider.QUERY_PACKAGES;

    private CriteriaInterfaces() {}

    /** {@return what every bind's builder is: the provider's own interface where all have the same provider} */
    static Class<?> ofBuilder(Collection<Unit> units) {
        Set<Optional<Class<?>>> builders = new LinkedHashSet<>();
        for (Unit unit : units) {
            if (unit.settings().active()) {
                builders.add(builder(unit.provider()));
            }
        }
        return builders.size() == 1 ? builders.iterator().next().orElse(CriteriaBuilder.class) : CriteriaBuilder.class;
    }

    private static Optional<Class<?>> builder(Provider provider) {
        return provider.criteriaBuilder()
                .<Class<?>>map(CriteriaInterfaces::visible)
                .filter(type -> CriteriaBuilder.class.isAssignableFrom(type) && isForProxies(type));
    }

    /** {@return the criteria interfaces of a class or interface, none when its instances are no criteria objects} */
    static Set<Class<?>> ofCriteria(Class<?> type) {
        return type.isInterface() ? (matches(type, CRITERIA) ? Set.of(type) : Set.of()) : published(type, CRITERIA);
    }

    /**
     * {@return the interfaces of a query that the provider made, as many as one proxy can have} They come nearest first. Those of
     * Hibernate's procedure calls differ in what their methods return, and what reconciles them is not published.
     */
    static Set<Class<?>> ofQuery(Class<?> type) {
        Set<Class<?>> together = new LinkedHashSet<>();
        for (Class<?> one : published(type, QUERY)) {
            together.add(one);
            if (!fitTogether(together)) {
                together.remove(one);
            }
        }
        return together;
    }

    private static boolean fitTogether(Set<Class<?>> interfaces) {
        try {
            Proxy.newProxyInstance(
                    CriteriaInterfaces.class.getClassLoader(),
                    interfaces.toArray(Class<?>[]::new),
                    (proxy, method, arguments) -> null);
            return true;
        } catch (IllegalArgumentException differentReturnTypes) {
            return false;
        }
    }

    private static Set<Class<?>> published(Class<?> type, Set<String> packages) {
        Set<Class<?>> found = new LinkedHashSet<>();
        for (Class<?> superclass = type; superclass != null; superclass = superclass.getSuperclass()) {
            collect(superclass, packages, found);
        }
        return found;
    }

    private static void collect(Class<?> type, Set<String> packages, Set<Class<?>> found) {
        for (Class<?> implemented : type.getInterfaces()) {
            if (matches(implemented, packages)) {
                found.add(implemented);
            }
            collect(implemented, packages, found);
        }
    }

    private static boolean matches(Class<?> type, Set<String> packages) {
        return packages.contains(type.getPackageName()) && isForProxies(type);
    }

    /**
     * {@return whether a proxy can implement it} It must be public, and this class's own loader, which defines the proxy, must
     * see it and all that its methods mention: Open Liberty shows applications only a part of its EclipseLink.
     */
    private static boolean isForProxies(Class<?> type) {
        return Modifier.isPublic(type.getModifiers())
                && isVisible(type)
                && Arrays.stream(type.getMethods())
                        .flatMap(CriteriaInterfaces::mentioned)
                        .allMatch(CriteriaInterfaces::isVisible);
    }

    private static Stream<Class<?>> mentioned(Method method) {
        return Stream.of(
                        Stream.of(method.getReturnType()),
                        Arrays.stream(method.getParameterTypes()),
                        Arrays.stream(method.getExceptionTypes()))
                .flatMap(types -> types);
    }

    private static boolean isVisible(Class<?> type) {
        return type.isArray()
                ? isVisible(type.getComponentType())
                : type.isPrimitive() || visible(type.getName()) == type;
    }

    private static @Nullable Class<?> visible(String name) {
        try {
            return Class.forName(name, false, CriteriaInterfaces.class.getClassLoader());
        } catch (ClassNotFoundException | LinkageError hiddenByTheServer) {
            return null;
        }
    }
}
