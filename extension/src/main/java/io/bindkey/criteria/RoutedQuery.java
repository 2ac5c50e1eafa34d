// SPDX-License-Identifier: Apache-2.0
package io.bindkey.criteria;

import jakarta.persistence.Parameter;
import jakarta.persistence.Query;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A query that takes and gives the parameters of the router's builder, knows when it is closed, and is the provider's own
 * in all else. Providers leave it open as long as the transaction.
 */
public final class RoutedQuery implements InvocationHandler {

    private final @Nullable CriteriaTree tree;
    private final Runnable requireOpen;
    private final Query query;

    private RoutedQuery(@Nullable CriteriaTree tree, Runnable requireOpen, Query query) {
        this.tree = tree;
        this.requireOpen = requireOpen;
        this.query = query;
    }

    /**
     * {@return what the application gets for a query of the provider's}
     *
     * @param published interfaces of the query
     * @param tree of the criteria query that it comes from, null when it does not come from the router's builder
     * @param requireOpen fails when it is closed
     * @param query the provider's own
     */
    @SuppressWarnings("unchecked") // It has all published interfaces of the query.
    public static <Q extends Query> Q of(
            Class<?>[] published, @Nullable CriteriaTree tree, Runnable requireOpen, Q query) {
        return (Q) Proxy.newProxyInstance(
                RoutedQuery.class.getClassLoader(), published, new RoutedQuery(tree, requireOpen, query));
    }

    /** {@return the provider's own query behind one of these, else the query itself} */
    public static Query real(Query query) {
        return Proxy.isProxyClass(query.getClass()) && Proxy.getInvocationHandler(query) instanceof RoutedQuery routed
                ? routed.query
                : query;
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
        @Nullable Object[] given = arguments == null ? new Object[0] : arguments;
        if (method.getDeclaringClass() == Object.class) {
            return method.getName().equals("equals") ? proxy == given[0] : ProviderCalls.invoke(query, method, given);
        }
        requireOpen.run();
        if (tree != null) {
            toProvider(given, tree);
        }
        Object result = ProviderCalls.invoke(query, method, given);
        if (result == query) {
            // What is unwrapped may be a class of the provider's.
            return isWanted(proxy, method, given) ? proxy : query;
        }
        return tree == null ? result : toApplication(result, method, tree);
    }

    private static boolean isWanted(Object proxy, Method method, @Nullable Object[] given) {
        return !method.getName().equals("unwrap") || (given[0] instanceof Class<?> type && type.isInstance(proxy));
    }

    private static void toProvider(@Nullable Object[] given, CriteriaTree tree) {
        for (int i = 0; i < given.length; i++) {
            CriteriaNode node = CriteriaNode.of(given[i]);
            if (node != null) {
                given[i] = node.real(tree);
            }
        }
    }

    private static @Nullable Object toApplication(@Nullable Object result, Method method, CriteriaTree tree) {
        if (result instanceof Parameter<?>) {
            return tree.knownOrSame(result);
        }
        return method.getName().equals("getParameters") ? known((Set<?>) result, tree) : result;
    }

    private static @Nullable Set<Object> known(@Nullable Set<?> parameters, CriteriaTree tree) {
        if (parameters == null) {
            return null;
        }
        Set<Object> known = new LinkedHashSet<>();
        parameters.forEach(parameter -> known.add(tree.knownOrSame(parameter)));
        return known;
    }
}
