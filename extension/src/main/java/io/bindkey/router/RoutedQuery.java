// SPDX-License-Identifier: Apache-2.0
package io.bindkey.router;

import jakarta.persistence.Parameter;
import jakarta.persistence.Query;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A query that takes and gives the parameters of the router's builder, and is the provider's own in all else. */
final class RoutedQuery implements InvocationHandler {

    private final CriteriaTree tree;
    private final Query query;

    private RoutedQuery(CriteriaTree tree, Query query) {
        this.tree = tree;
        this.query = query;
    }

    @SuppressWarnings("unchecked") // It has all published interfaces of the query.
    static <Q extends Query> Q of(CriteriaTree tree, Q query) {
        return (Q) Proxy.newProxyInstance(
                RoutedQuery.class.getClassLoader(),
                tree.queryInterfaces(query.getClass()),
                new RoutedQuery(tree, query));
    }

    /** {@return the provider's own query behind one of these, else the query itself} */
    static Query real(Query query) {
        return Proxy.isProxyClass(query.getClass()) && Proxy.getInvocationHandler(query) instanceof RoutedQuery routed
                ? routed.query
                : query;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
        @Nullable Object[] given = arguments == null ? new Object[0] : arguments;
        if (method.getName().equals("equals")) {
            return proxy == given[0];
        }
        for (int i = 0; i < given.length; i++) {
            CriteriaNode node = CriteriaNode.of(given[i]);
            if (node != null) {
                given[i] = node.real(tree);
            }
        }
        Object result = CriteriaTree.invoke(query, method, given);
        if (result == query) {
            return proxy;
        }
        if (result instanceof Parameter<?>) {
            return tree.knownOrSame(result);
        }
        return method.getName().equals("getParameters") ? known((Set<?>) result) : result;
    }

    private @Nullable Set<Object> known(@Nullable Set<?> parameters) {
        if (parameters == null) {
            return null;
        }
        Set<Object> known = new LinkedHashSet<>();
        parameters.forEach(parameter -> known.add(tree.knownOrSame(parameter)));
        return known;
    }
}
