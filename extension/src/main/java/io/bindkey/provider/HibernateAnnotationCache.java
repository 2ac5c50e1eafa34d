// SPDX-License-Identifier: Apache-2.0
package io.bindkey.provider;

import jakarta.persistence.Access;
import jakarta.persistence.AssociationOverride;
import jakarta.persistence.AssociationOverrides;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.MapsId;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Empties a cache of Hibernate 6.6 that outlives an application.
 *
 * <p>A static {@link ClassValue} remembers of each annotation type whether it overrides another for a dialect. The virtual
 * machine keeps such a value with the type (JDK-8136353). Where {@code jakarta.persistence.Entity} is the server's and
 * Hibernate the application's, as on Open Liberty and Payara, the type stays, with the value, its class, and the class loader of
 * the application. Hibernate 7 has no such cache.
 */
final class HibernateAnnotationCache {

    private static final Logger LOG = System.getLogger(HibernateAnnotationCache.class.getName());

    private static final String CACHE = "org.hibernate.boot.model.internal.BinderHelper";
    /** Makes annotations of what it reads in mapping files, of the types that are the keys of a map. */
    private static final String READER = "org.hibernate.boot.model.internal.JPAXMLOverriddenAnnotationReader";
    /** Those that it makes beside them. */
    private static final List<Class<? extends Annotation>> ALSO_READ = List.of(
            Access.class, AssociationOverride.class, AssociationOverrides.class, ElementCollection.class, MapsId.class);

    private HibernateAnnotationCache() {}

    /**
     * Takes out what classes of a unit have brought in. Another unit that needs it yet fills it again.
     *
     * @param classes of the unit
     * @param hibernate the class loader of Hibernate
     */
    static void forget(Collection<Class<?>> classes, ClassLoader hibernate) {
        List<ClassValue<?>> caches = new ArrayList<>();
        constants(CACHE, hibernate, ClassValue.class).forEach(caches::add);
        if (caches.isEmpty()) {
            return;
        }
        Set<Class<?>> types = new HashSet<>(ALSO_READ);
        for (Class<?> managed : classes) {
            for (Class<?> type = managed; type != null; type = type.getSuperclass()) {
                addAnnotationTypes(type, types);
            }
        }
        for (Map<?, ?> map : constants(READER, hibernate, Map.class)) {
            map.keySet().stream()
                    .filter(Class.class::isInstance)
                    .map(key -> (Class<?>) key)
                    .forEach(types::add);
        }
        caches.forEach(cache -> types.forEach(cache::remove));
    }

    private static void addAnnotationTypes(Class<?> type, Set<Class<?>> types) {
        List<AnnotatedElement> elements = new ArrayList<>(List.of(type));
        if (type.getPackage() != null) {
            elements.add(type.getPackage());
        }
        try {
            elements.addAll(Arrays.asList(type.getDeclaredFields()));
            elements.addAll(Arrays.asList(type.getDeclaredMethods()));
        } catch (LinkageError e) {
            LOG.log(Level.DEBUG, () -> "The annotations of " + type + " cannot be read", e);
        }
        for (AnnotatedElement element : elements) {
            for (Annotation annotation : element.getDeclaredAnnotations()) {
                types.add(annotation.annotationType());
            }
        }
    }

    /** {@return the values of those static fields of a class that are of a type; none, if there is no such class} */
    private static <T> List<T> constants(String name, ClassLoader loader, Class<T> type) {
        List<T> values = new ArrayList<>();
        try {
            for (Field field : Class.forName(name, false, loader).getDeclaredFields()) {
                if (Modifier.isStatic(field.getModifiers()) && type.isAssignableFrom(field.getType())) {
                    field.setAccessible(true);
                    Optional.ofNullable(field.get(null)).map(type::cast).ifPresent(values::add);
                }
            }
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            LOG.log(Level.DEBUG, () -> name + " keeps what it has", e);
        }
        return values;
    }
}
