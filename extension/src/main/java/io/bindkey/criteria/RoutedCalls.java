// SPDX-License-Identifier: Apache-2.0
package io.bindkey.criteria;

import io.bindkey.routes.Routes;
import jakarta.persistence.criteria.CriteriaBuilder;
import java.lang.reflect.Method;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the application calls on the router's builder and on what that makes: it goes to the provider's object where the bind
 * is known, or is known from this call on, and is written down where it is not.
 *
 * <p>Immutable; safe for use by several threads.
 */
final class RoutedCalls implements CriteriaNode.Calls {

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

    private final CriteriaShapes shapes;
    private final CriteriaShape.Results builderResults;
    private final BindOfCall bind;
    private final ProviderCalls provider;
    private final Scripts scripts;

    /**
     * @param builder the router's
     * @param builderType what every bind's builder is
     */
    RoutedCalls(Routes routes, CriteriaShapes shapes, CriteriaBuilder builder, Class<?> builderType) {
        this.shapes = shapes;
        this.builderResults = new CriteriaShape.Results(builderType);
        this.bind = new BindOfCall(routes, shapes);
        this.provider = new ProviderCalls(routes.index(), builder, this);
        this.scripts = new Scripts(new OpenBinds(routes.index()), provider, shapes, this, new Object());
    }

    /** {@return what a call of the builder gives} */
    @Nullable
    Object callBuilder(Method method, @Nullable Object[] arguments) {
        CriteriaTree decided = bind.decide(method, arguments);
        if (decided != null) {
            return provider.call(decided, decided.builder(), method, arguments);
        }
        Class<?> resultType = builderResults.of(method);
        CriteriaShape shape = Objects.requireNonNull(shapes.of(resultType));
        return CriteriaScript.begin(scripts, null, method, arguments, resultType, shape);
    }

    @Override
    public @Nullable Object call(CriteriaNode receiver, Method method, @Nullable Object[] arguments) {
        CriteriaTree own = receiver.tree();
        return own == null
                ? callFree((CriteriaScript.Result) receiver, method, arguments)
                : callBound(receiver, own, method, arguments);
    }

    private @Nullable Object callBound(
            CriteriaNode receiver, CriteriaTree own, Method method, @Nullable Object[] arguments) {
        bind.checkRoot(own, method, arguments);
        Object target = receiver.counterpart(own);
        Object result = provider.callReal(own, target, method, arguments);
        return result == target ? receiver.proxy() : provider.wrap(own, result);
    }

    private @Nullable Object callFree(CriteriaScript.Result receiver, Method method, @Nullable Object[] arguments) {
        boolean makesNew = MAKES_NEW.contains(method.getName());
        CriteriaTree decided = bind.decide(method, arguments);
        if (decided != null && makesNew) {
            return provider.call(decided, receiver.real(decided), method, arguments);
        }
        if (decided != null) {
            receiver.script().bindTo(decided);
            return callBound(receiver, decided, method, arguments);
        }
        if (method.getReturnType() == void.class) {
            return receiver.script().record(receiver, method, arguments, null);
        }
        Class<?> resultType = receiver.shape().resultOf(method);
        CriteriaShape result = shapes.of(resultType);
        if (result == null || method.getName().startsWith("get")) {
            return receiver.script().answer(receiver, method, arguments);
        }
        return makesNew
                ? CriteriaScript.begin(scripts, receiver, method, arguments, resultType, result)
                : receiver.script().record(receiver, method, arguments, result);
    }
}
