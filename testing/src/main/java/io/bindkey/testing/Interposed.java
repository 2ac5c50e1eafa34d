// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** What stands between a pool and an object of its driver. It is equal to itself alone. */
abstract class Interposed implements InvocationHandler {

    private final Object target;

    Interposed(Object target) {
        this.target = target;
    }

    final <T> T as(Class<T> type) {
        return type.cast(Proxy.newProxyInstance(Interposed.class.getClassLoader(), new Class<?>[] {type}, this));
    }

    /** {@return the driver's own object, for one of these} */
    static @Nullable Object bare(@Nullable Object any) {
        return any != null
                        && Proxy.isProxyClass(any.getClass())
                        && Proxy.getInvocationHandler(any) instanceof Interposed interposed
                ? interposed.target
                : any;
    }

    @Override
    public final @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        return switch (method.getName()) {
            case "equals" -> arguments != null && proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            case "toString" -> target.toString();
            default -> answer(proxy, method, arguments == null ? new Object[0] : arguments);
        };
    }

    /**
     * {@return what a call gives}
     *
     * @throws Throwable what the driver, or a fault, throws
     */
    abstract @Nullable Object answer(Object proxy, Method method, @Nullable Object[] arguments) throws Throwable;

    /** {@return what the driver answers} */
    final @Nullable Object call(Method method, @Nullable Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
