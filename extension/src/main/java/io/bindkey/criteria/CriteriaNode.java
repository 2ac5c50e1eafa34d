// SPDX-License-Identifier: Apache-2.0
package io.bindkey.criteria;

import io.bindkey.unit.Unit;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Behind a criteria object of the router's: which bind it belongs to, and which object of the provider's it stands for. There
 * are two kinds, one that belongs to a bind from the start, and one that waits for it.
 */
abstract class CriteriaNode implements InvocationHandler {

    /** What happens when the application calls a method of a criteria object. */
    interface Calls {

        @Nullable
        Object call(CriteriaNode receiver, Method method, @Nullable Object[] arguments);
    }

    private static final Object[] NONE = {};

    private final Calls calls;
    private final CriteriaShape shape;
    private final Object proxy;

    CriteriaNode(Calls calls, CriteriaShape shape) {
        this.calls = calls;
        this.shape = shape;
        this.proxy = shape.proxy(this);
    }

    /** {@return what is behind an object, null when it is no criteria object of the router's} */
    static @Nullable CriteriaNode of(@Nullable Object object) {
        // The virtual machine knows faster that something has another superclass than that it lacks an interface.
        return object instanceof Proxy && object instanceof CriteriaProxy routed
                ? (CriteriaNode) routed.criteriaNode()
                : null;
    }

    static boolean isRouted(@Nullable Object object) {
        return of(object) != null;
    }

    /** {@return whether it is one of those values, frequent here, that are nothing but themselves} */
    static boolean isPlain(Object object) {
        return object instanceof String
                || object instanceof Number
                || object instanceof Boolean
                || object instanceof Enum;
    }

    final Object proxy() {
        return proxy;
    }

    final CriteriaShape shape() {
        return shape;
    }

    /** {@return what it belongs to, null when nothing has decided the bind yet} */
    abstract @Nullable CriteriaTree tree();

    /** {@return what it belongs to: if nothing has decided that yet, that bind from now on} */
    abstract CriteriaTree treeOr(Unit unit);

    /** {@return the provider's object that stands for this one in a tree of its bind, or of any while it has none} */
    abstract Object counterpart(CriteriaTree wanted);

    /** Tells a tree that this one stands for its counterpart there. */
    abstract void introduceTo(CriteriaTree other);

    /**
     * {@return the provider's object that stands for this one in a tree}
     *
     * @throws io.bindkey.CrossBindException when this one belongs to another bind
     */
    final Object real(CriteriaTree wanted) {
        CriteriaTree own = tree();
        if (own != null) {
            wanted.requireOwn(own);
        }
        Object result = counterpart(wanted);
        if (!wanted.isTrial()) {
            wanted.know(result, proxy);
        }
        return result;
    }

    @Override
    public final @Nullable Object invoke(Object self, Method method, @Nullable Object @Nullable [] arguments) {
        Class<?> declaring = method.getDeclaringClass();
        if (declaring == CriteriaProxy.class) {
            return this;
        }
        @Nullable Object[] given = arguments == null ? NONE : arguments;
        return declaring == Object.class ? callOfObject(method, given) : calls.call(this, method, given);
    }

    /** What stands for one object of a provider's is one object as well, so identity will do. */
    private Object callOfObject(Method method, @Nullable Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> proxy == arguments[0];
            case "hashCode" -> System.identityHashCode(proxy);
            default -> {
                CriteriaTree own = tree();
                yield own == null ? "criteria object that belongs to no bind yet" : String.valueOf(real(own));
            }
        };
    }
}
