// SPDX-License-Identifier: Apache-2.0
package io.bindkey.criteria;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The interfaces of a kind of criteria object, and how a proxy with them is made. One for each class or interface of a
 * provider's; safe for use by several threads.
 */
final class CriteriaShape {

    /** The proxies have an interface of this package, so they are in it and their constructors can be called. */
    private final Constructor<?> constructor;

    private final Results results;

    CriteriaShape(Class<?> type, Collection<Class<?>> interfaces) {
        this.results = new Results(type);
        // First, because the virtual machine looks for it again and again.
        List<Class<?>> all = new ArrayList<>(List.of(CriteriaProxy.class));
        all.addAll(interfaces);
        InvocationHandler neverCalled = (proxy, method, arguments) -> null;
        Object sample =
                Proxy.newProxyInstance(CriteriaShape.class.getClassLoader(), all.toArray(Class<?>[]::new), neverCalled);
        try {
            this.constructor = sample.getClass().getConstructor(InvocationHandler.class);
            // It is accessible anyway, but else that is checked each time.
            constructor.setAccessible(true);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the methods of a type give, as exactly as any of its interfaces declares it. */
    static final class Results {

        private final Class<?> type;
        private final Map<Method, Class<?>> known = new ConcurrentHashMap<>();

        Results(Class<?> type) {
            this.type = type;
        }

        Class<?> of(Method method) {
            Class<?> result = known.get(method);
            return result != null ? result : known.computeIfAbsent(method, this::find);
        }

        private Class<?> find(Method method) {
            try {
                // Of several that differ in their results only, this finds the one with the most specific.
                return type.getMethod(method.getName(), method.getParameterTypes())
                        .getReturnType();
            } catch (NoSuchMethodException e) {
                return method.getReturnType();
            }
        }
    }

    Object proxy(InvocationHandler node) {
        try {
            return constructor.newInstance(node);
        } catch (InstantiationException | IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }

    /** {@return what a method of this shape gives} */
    Class<?> resultOf(Method method) {
        return results.of(method);
    }
}
