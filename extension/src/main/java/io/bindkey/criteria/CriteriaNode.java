// SPDX-License-Identifier: Apache-2.0
package io.bindkey.criteria;

import io.bindkey.unit.Unit;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Behind a criteria object of the router's. As long as nothing says which bind it belongs to, calls are written down;
 * afterwards they go to the object that the bind's own builder made.
 */
final class CriteriaNode implements InvocationHandler {

    /** The calls that make something new of an expression and leave the expression as it is. */
    private static final Set<String> MAKES_NEW = Set.of(
            "isNull",
            "isNotNull",
            "equalTo",
            "notEqualTo",
            "in",
            "as",
            "cast",
            "not",
            "reverse",
            // Of Hibernate.
            "asLong",
            "asInteger",
            "asFloat",
            "asDouble",
            "asBigDecimal",
            "asBigInteger",
            "asString");

    private static final Object[] NONE = {};

    private final RoutedCriteria criteria;
    private final CriteriaShape shape;
    private final Object proxy;

    private final @Nullable CriteriaScript script;
    private final int place;

    private final @Nullable CriteriaTree tree;
    private final @Nullable Object real;

    /** One that belongs to a bind. */
    CriteriaNode(RoutedCriteria criteria, CriteriaTree tree, Object real, CriteriaShape shape) {
        this(criteria, null, 0, shape, tree, real);
    }

    /** One that does not yet: what a call of a script will give. */
    CriteriaNode(RoutedCriteria criteria, CriteriaScript script, int place, CriteriaShape shape) {
        this(criteria, script, place, shape, null, null);
    }

    private CriteriaNode(
            RoutedCriteria criteria,
            @Nullable CriteriaScript script,
            int place,
            CriteriaShape shape,
            @Nullable CriteriaTree tree,
            @Nullable Object real) {
        this.criteria = criteria;
        this.script = script;
        this.place = place;
        this.shape = shape;
        this.tree = tree;
        this.real = real;
        this.proxy = shape.proxy(this);
    }

    /** {@return what is behind an object, null when it is no criteria object of the router's} */
    static @Nullable CriteriaNode of(@Nullable Object object) {
        // The virtual machine knows faster that something has another superclass than that it lacks an interface.
        return object instanceof Proxy && object instanceof CriteriaProxy routed ? routed.criteriaNode() : null;
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

    Object proxy() {
        return proxy;
    }

    boolean isOf(CriteriaScript other) {
        return script == other;
    }

    /** {@return what it belongs to, null when nothing has decided the bind yet} */
    @Nullable
    CriteriaTree tree() {
        return script == null ? tree : script.tree();
    }

    /** {@return what it belongs to: if nothing has decided that yet, that bind from now on} */
    CriteriaTree treeOr(Unit unit) {
        CriteriaTree decided = tree();
        if (decided == null) {
            decided = CriteriaTree.of(criteria, unit, "no entity");
            Objects.requireNonNull(script).bindTo(decided);
        }
        return decided;
    }

    /**
     * {@return the provider's object that stands for this one in a tree}
     *
     * @throws io.bindkey.CrossBindException when this one belongs to another bind
     */
    Object real(CriteriaTree wanted) {
        CriteriaTree own = tree();
        if (own != null && own.unit() != wanted.unit()) {
            throw wanted.crossing(own.entity(), own.unit());
        }
        Object result = real != null ? real : result(wanted);
        if (!wanted.isTrial()) {
            wanted.know(result, this);
        }
        return result;
    }

    /** Tells a tree that this one stands for its counterpart there. */
    void introduceTo(CriteriaTree other) {
        if (script != null) {
            script.introduceTo(other);
        } else {
            other.requireSame(tree);
            other.know(real, this);
        }
    }

    private Object result(CriteriaTree wanted) {
        return Objects.requireNonNull(Objects.requireNonNull(script).result(place, wanted));
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, @Nullable Object @Nullable [] arguments) {
        Class<?> declaring = method.getDeclaringClass();
        if (declaring == CriteriaProxy.class) {
            return this;
        }
        @Nullable Object[] given = arguments == null ? NONE : arguments;
        if (declaring == Object.class) {
            return callOfObject(method, given);
        }
        CriteriaTree own = tree();
        return own == null ? callFree(method, given) : callBound(own, method, given);
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

    private @Nullable Object callBound(CriteriaTree own, Method method, @Nullable Object[] arguments) {
        criteria.checkRoot(own, method, arguments);
        Object target = real != null ? real : result(own);
        Object result = own.callReal(target, method, arguments);
        return result == target ? proxy : own.wrap(result);
    }

    private @Nullable Object callFree(Method method, @Nullable Object[] arguments) {
        boolean makesNew = MAKES_NEW.contains(method.getName());
        CriteriaTree decided = criteria.decide(method, arguments);
        if (decided != null && makesNew) {
            return decided.call(real(decided), method, arguments);
        }
        if (decided != null) {
            Objects.requireNonNull(script).bindTo(decided);
            return callBound(decided, method, arguments);
        }
        CriteriaScript mine = Objects.requireNonNull(script);
        if (method.getReturnType() == void.class) {
            return mine.record(this, method, arguments, null);
        }
        Class<?> resultType = shape.resultOf(method);
        CriteriaShape result = criteria.shapes().of(resultType);
        if (result == null || method.getName().startsWith("get")) {
            return mine.answer(place, method, arguments);
        }
        return makesNew
                ? CriteriaScript.begin(criteria, this, method, arguments, resultType, result)
                : mine.record(this, method, arguments, result);
    }
}
