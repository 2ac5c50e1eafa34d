// SPDX-License-Identifier: Apache-2.0
package io.bindkey.criteria;

import io.bindkey.routes.RoutingIndex;
import io.bindkey.unit.Unit;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.metamodel.Attribute;
import jakarta.persistence.metamodel.ManagedType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Calls objects of a provider's for a tree: takes arguments out of their proxies and puts results into them. What was put
 * into a proxy once comes back as that same proxy.
 *
 * <p>Immutable; what changes is in the trees.
 */
final class ProviderCalls {

    private final RoutingIndex index;
    private final CriteriaBuilder builder;
    private final CriteriaNode.Calls calls;

    /**
     * @param index tells the bind of a class
     * @param builder the router's, which stands for that of each bind
     * @param calls where calls of the new proxies go
     */
    ProviderCalls(RoutingIndex index, CriteriaBuilder builder, CriteriaNode.Calls calls) {
        this.index = index;
        this.builder = builder;
        this.calls = calls;
    }

    /** {@return the result of a call to a provider's object, as the application sees it} */
    @Nullable
    Object call(CriteriaTree tree, Object receiver, Method method, @Nullable Object[] arguments) {
        return wrap(tree, callReal(tree, receiver, method, arguments));
    }

    /**
     * {@return the result of a call to a provider's object}
     *
     * @param arguments are replaced by the provider's own
     */
    @Nullable
    Object callReal(CriteriaTree tree, Object receiver, Method method, @Nullable Object[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = real(tree, arguments[i]);
        }
        return invoke(receiver, method, arguments);
    }

    /** {@return the result of a call, which fails as the method itself does} */
    static @Nullable Object invoke(Object receiver, Method method, @Nullable Object[] arguments) {
        try {
            return method.invoke(receiver, arguments);
        } catch (InvocationTargetException e) {
            throw ProviderCalls.<RuntimeException>asItIs(e.getTargetException());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The methods of criteria objects declare no checked exceptions, so there is none to lie about. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E asItIs(Throwable failure) throws E {
        throw (E) failure;
    }

    /** {@return an argument as the bind's own builder made it} */
    private @Nullable Object real(CriteriaTree tree, @Nullable Object argument) {
        CriteriaNode node = CriteriaNode.of(argument);
        if (node != null) {
            return node.real(tree);
        }
        if (argument == null || CriteriaNode.isPlain(argument)) {
            return argument;
        }
        if (argument instanceof Object[] array) {
            return reals(tree, array);
        }
        if (argument instanceof Class<?> type) {
            check(tree, type);
            return type;
        }
        return realOfAnyKind(tree, argument);
    }

    private @Nullable Object realOfAnyKind(CriteriaTree tree, Object argument) {
        if (argument instanceof Attribute<?, ?> attribute) {
            return own(tree, attribute);
        }
        if (argument instanceof ManagedType<?> type) {
            return own(tree, type);
        }
        if (argument instanceof Collection<?> collection) {
            return mapped(collection, CriteriaNode::isRouted, element -> real(tree, element));
        }
        if (argument instanceof Map<?, ?> map) {
            return reals(tree, map);
        }
        if (argument instanceof Function<?, ?> function) {
            return realFunction(tree, function);
        }
        check(tree, argument.getClass());
        return argument;
    }

    private static Object[] reals(CriteriaTree tree, Object[] array) {
        @Nullable Object[] reals = array;
        for (int i = 0; i < array.length; i++) {
            CriteriaNode node = CriteriaNode.of(array[i]);
            if (node != null) {
                if (reals == array) {
                    reals = array.clone();
                }
                reals[i] = node.real(tree);
            }
        }
        return reals;
    }

    private Map<?, ?> reals(CriteriaTree tree, Map<?, ?> map) {
        if (map.values().stream().noneMatch(CriteriaNode::isRouted)) {
            return map;
        }
        Map<Object, @Nullable Object> reals = new LinkedHashMap<>();
        map.forEach((name, value) -> reals.put(name, real(tree, value)));
        return reals;
    }

    /** Such as what builds a recursive part: it gets a criteria object, and gives one back. */
    private <A, R> Function<A, @Nullable Object> realFunction(CriteriaTree tree, Function<A, R> function) {
        tree.requireDecided();
        return argument -> {
            @SuppressWarnings("unchecked") // A proxy has the interfaces of what it stands for.
            A wrapped = (A) wrap(tree, argument);
            return real(tree, function.apply(wrapped));
        };
    }

    /** The static metamodel has the attributes of the factory that was opened last. */
    private Object own(CriteriaTree tree, Attribute<?, ?> attribute) {
        ManagedType<?> declaring = attribute.getDeclaringType();
        ManagedType<?> own = own(tree, declaring);
        return own == declaring ? attribute : own.getAttribute(attribute.getName());
    }

    private ManagedType<?> own(CriteriaTree tree, ManagedType<?> type) {
        check(tree, type.getJavaType());
        return tree.unit().factory().getMetamodel().managedType(type.getJavaType());
    }

    private void check(CriteriaTree tree, Class<?> type) {
        Unit other = index.findClass(type).orElse(null);
        if (other != null && other != tree.unit()) {
            throw tree.crossing(type.getName(), other);
        }
    }

    /** {@return a result in its proxy, as it is when it is no criteria object} */
    @Nullable
    Object wrap(CriteriaTree tree, @Nullable Object real) {
        if (real == null || CriteriaNode.isPlain(real)) {
            return real;
        }
        Object known = tree.known(real);
        if (known != null) {
            return known;
        }
        CriteriaShape shape = tree.shapes().of(real.getClass());
        if (shape != null) {
            return real instanceof CriteriaBuilder ? builder : newProxy(tree, real, shape);
        }
        return real instanceof Collection<?> collection
                ? mapped(
                        collection,
                        element -> tree.shapes().of(element.getClass()) != null,
                        element -> wrap(tree, element))
                : real;
    }

    private Object newProxy(CriteriaTree tree, Object real, CriteriaShape shape) {
        tree.requireDecided();
        Object proxy = new BoundNode(calls, shape, tree, real).proxy();
        tree.knowNew(real, proxy);
        return proxy;
    }

    private static Collection<?> mapped(
            Collection<?> from, Predicate<Object> one, Function<Object, @Nullable Object> mapping) {
        boolean any = false;
        for (Object element : from) {
            any |= element != null && one.test(element);
        }
        if (!any) {
            return from;
        }
        Collection<@Nullable Object> to = from instanceof Set ? new LinkedHashSet<>() : new ArrayList<>(from.size());
        for (Object element : from) {
            to.add(element == null ? null : mapping.apply(element));
        }
        return to;
    }
}
