// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.databases;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** What stands between a pool and its driver, to watch or to disturb. */
public final class Interposed {

    private Interposed() {}

    /** Answers one call. */
    @FunctionalInterface
    public interface Handler {
        @Nullable
        Object handle(Method method, @Nullable Object @Nullable [] args) throws Throwable;
    }

    /** {@return an object whose calls that handler answers, but for equality: it is equal to itself alone} */
    public static <T> T proxy(Class<T> type, Handler handler) {
        return type.cast(Proxy.newProxyInstance(
                Interposed.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, args) -> switch (method.getName()) {
                    case "equals" -> args != null && proxy == args[0];
                    case "hashCode" -> System.identityHashCode(proxy);
                    default -> handler.handle(method, args);
                }));
    }

    /** Makes the call on its target, and throws what the target throws. */
    public static @Nullable Object call(Object target, Method method, @Nullable Object @Nullable [] args)
            throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
