// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The factory of one unit for the application, where the provider has no service that leads its schema manager through the
 * door. Its entity managers know this factory.
 */
final class ApplicationFactory implements InvocationHandler {

    private final Unit unit;
    private final SchemaDoor door;
    private final Object target;
    private final @Nullable EntityManagerFactory creator;

    private ApplicationFactory(Unit unit, SchemaDoor door, Object target, @Nullable EntityManagerFactory creator) {
        this.unit = unit;
        this.door = door;
        this.target = target;
        this.creator = creator;
    }

    static EntityManagerFactory around(Unit unit, SchemaDoor door, EntityManagerFactory factory) {
        return (EntityManagerFactory) proxy(factory, new ApplicationFactory(unit, door, factory, null));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        switch (method.getName()) {
            case "getSchemaManager" -> {
                return Managers.of(unit, door);
            }
            case "createEntityManager" -> {
                if (arguments != null && arguments[arguments.length - 1] instanceof Map<?, ?> properties) {
                    unit.requireOwnConnections(properties);
                }
            }
            case "getEntityManagerFactory" -> {
                return creator;
            }
            case "equals" -> {
                return arguments != null && proxy == arguments[0];
            }
            case "hashCode" -> {
                return System.identityHashCode(proxy);
            }
            default -> {
                // The provider's own.
            }
        }
        Object result = call(method, arguments);
        return creator == null && result instanceof EntityManager manager
                ? proxy(manager, new ApplicationFactory(unit, door, manager, (EntityManagerFactory) proxy))
                : result;
    }

    private @Nullable Object call(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    /** By all interfaces of the provider's own object, so that it can be cast as ever. */
    private static Object proxy(Object target, InvocationHandler handler) {
        Set<Class<?>> interfaces = new LinkedHashSet<>();
        for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
            interfaces.addAll(List.of(type.getInterfaces()));
        }
        return Proxy.newProxyInstance(target.getClass().getClassLoader(), interfaces.toArray(Class<?>[]::new), handler);
    }

    /** Apart from the rest, because its class is not there on 3.1. */
    private static final class Managers {
        static Object of(Unit unit, SchemaDoor door) {
            return GuardedSchemaManager.of(List.of(unit), door);
        }
    }
}
