// SPDX-License-Identifier: Apache-2.0
package io.bindkey.criteria;

import io.bindkey.message.Failures;
import io.bindkey.message.RoutingFailures;
import io.bindkey.routes.Routes;
import io.bindkey.unit.Unit;
import jakarta.persistence.criteria.CriteriaBuilder;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * The router's criteria builder. A call that names an entity, or is given a criteria object whose bind is known, goes to
 * the builder of that bind; any other is written down until an entity decides. Where there is one bind only, its own builder
 * does it all.
 *
 * <p>Immutable but for a cache; the builder is safe for use by several threads.
 */
public final class RoutedCriteria implements InvocationHandler {

    private final Routes routes;

    /** The only bind, null when there are several. One that is switched off counts: its entities are refused by name. */
    private final @Nullable Unit only;

    private final CriteriaBuilder builder;
    private final CriteriaShapes shapes = new CriteriaShapes();
    private final RoutedCalls calls;

    public RoutedCriteria(Routes routes) {
        this.routes = routes;
        this.only = routes.index().onlyUnit().orElse(null);
        Class<?> builderType =
                CriteriaInterfaces.ofBuilder(routes.index().units().all());
        this.builder = (CriteriaBuilder)
                Proxy.newProxyInstance(RoutedCriteria.class.getClassLoader(), new Class<?>[] {builderType}, this);
        this.calls = new RoutedCalls(routes, shapes, builder, builderType);
    }

    /** {@return the builder for the application} A bind that opens at first use does not open here. */
    public CriteriaBuilder builder() {
        return only != null && only.isOpen() ? only.factory().getCriteriaBuilder() : builder;
    }

    /** {@return the interfaces of a query that the provider made} */
    public Class<?>[] queryInterfaces(Class<?> type) {
        return shapes.ofQuery(type);
    }

    @Override
    public @Nullable Object invoke(Object self, Method method, @Nullable Object @Nullable [] arguments) {
        @Nullable Object[] given = arguments == null ? new Object[0] : arguments;
        // A builder has a toString with an argument as well: it makes an expression.
        if (method.getDeclaringClass() == Object.class) {
            return callOfObject(self, method, given);
        }
        routes.index().units().requireOpen();
        if (only != null) {
            return ProviderCalls.invoke(only.factory().getCriteriaBuilder(), method, given);
        }
        if (method.getName().equals("unwrap")) {
            return unwrap((Class<?>) given[0]);
        }
        requireArgument(method, given);
        return calls.callBuilder(method, given);
    }

    private Object callOfObject(Object self, Method method, @Nullable Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            default -> "criteria builder over binds " + routes.index().keys();
        };
    }

    /** Some providers take null here, which the standard does not. */
    private static void requireArgument(Method method, @Nullable Object[] arguments) {
        if (arguments.length > 0 && arguments[0] == null) {
            if (method.getName().equals("literal")) {
                throw Failures.nullArgument("A literal, other than nullLiteral(Class),");
            }
            if (method.getName().equals("parameter")) {
                throw Failures.nullArgument("The class of a parameter");
            }
        }
    }

    /** An extension of Hibernate's: builders for what only some databases have. */
    private Object unwrap(@Nullable Class<?> type) {
        if (type == null) {
            throw Failures.nullArgument("The type to unwrap");
        }
        if (!type.isInstance(builder)) {
            throw RoutingFailures.cannotUnwrap(type, routes.index().keys(), "CriteriaBuilder");
        }
        return builder;
    }

    /** {@return a query as the entity manager of its bind takes it} */
    public <C> ExecutableCriteria<C> executable(C criteria) {
        CriteriaNode node = CriteriaNode.of(criteria);
        if (node == null) {
            return new ExecutableCriteria<>(routes.ofCriteria(criteria), criteria, null);
        }
        CriteriaTree decided = node.tree();
        Unit unit = decided != null
                ? decided.unit()
                : routes.index().defaultUnit().orElseThrow(RoutingFailures::criteriaWithoutEntity);
        return ExecutableCriteria.of(node.treeOr(unit), node);
    }
}
