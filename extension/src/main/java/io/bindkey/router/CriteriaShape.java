// SPDX-License-Identifier: Apache-2.0
package io.bindkey.router;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The interfaces of a kind of criteria object, and how a proxy with them is made. One for each class or interface of a
 * provider's; safe for use by several threads.
 */
final class CriteriaShape {

    /** The proxies have an interface of this package, so they are in it and their constructors can be called. */
    private final Constructor<?> constructor;

    private final Class<?> type;
    private final Map<Method, Class<?>> results = new ConcurrentHashMap<>();

    private CriteriaShape(Class<?> type, Collection<Class<?>> interfaces) {
        this.type = type;
        Class<?>[] all = new Class<?>[interfaces.size() + 1];
        interfaces.toArray(all);
        all[interfaces.size()] = CriteriaProxy.class;
        InvocationHandler neverCalled = (proxy, method, arguments) -> null;
        Object sample = Proxy.newProxyInstance(CriteriaShape.class.getClassLoader(), all, neverCalled);
        try {
            this.constructor = sample.getClass().getConstructor(InvocationHandler.class);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The shapes that were met, kept as long as the router. */
    static final class Known {

        private final Map<Class<?>, Optional<CriteriaShape>> shapes = new ConcurrentHashMap<>();

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
    }

    Object proxy(CriteriaNode node) {
        try {
            return constructor.newInstance(node);
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return what a method of this shape gives, as exactly as any of its interfaces declares it} */
    Class<?> resultOf(Method method) {
        return results.computeIfAbsent(method, m -> resultOf(type, m));
    }

    static Class<?> resultOf(Class<?> type, Method method) {
        try {
            // Of several that differ in their results only, this finds the one with the most specific.
            return type.getMethod(method.getName(), method.getParameterTypes()).getReturnType();
        } catch (NoSuchMethodException e) {
            return method.getReturnType();
        }
    }
}
