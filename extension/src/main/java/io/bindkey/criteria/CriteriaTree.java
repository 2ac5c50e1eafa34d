// SPDX-License-Identifier: Apache-2.0
package io.bindkey.criteria;

import io.bindkey.CrossBindException;
import io.bindkey.message.Failures;
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
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Criteria objects of one bind that belong together, mostly those of one query. Takes arguments out of their proxies and
 * puts results into them; what was put into a proxy once comes back as that same proxy.
 *
 * <p>For use by one thread at a time, as criteria queries are.
 */
public final class CriteriaTree {

    private final RoutedCriteria criteria;
    private final Unit unit;
    private final CriteriaBuilder builder;
    private final String entity;
    private final KnownProxies proxies = new KnownProxies();
    private final List<CriteriaScript> met = new ArrayList<>(4);
    private final boolean trial;

    /** Whether a trial had to stop because only the bind in question can go on. */
    private boolean askedTooMuch;

    private CriteriaTree(RoutedCriteria criteria, Unit unit, String entity, boolean trial) {
        this.criteria = criteria;
        this.unit = unit;
        this.builder = unit.factory().getCriteriaBuilder();
        this.entity = entity;
        this.trial = trial;
    }

    /**
     * {@return an empty tree} The unit opens, if it is not open yet.
     *
     * @param entity that decided the bind, in words
     */
    static CriteriaTree of(RoutedCriteria criteria, Unit unit, String entity) {
        return new CriteriaTree(criteria, unit, entity, false);
    }

    /** {@return a tree for what belongs to no bind yet: it decides nothing} The unit is open. */
    static CriteriaTree trial(RoutedCriteria criteria, Unit unit) {
        return new CriteriaTree(criteria, unit, "", true);
    }

    Unit unit() {
        return unit;
    }

    String entity() {
        return entity;
    }

    Class<?>[] queryInterfaces(Class<?> type) {
        return criteria.queryInterfaces(type);
    }

    boolean isTrial() {
        return trial;
    }

    boolean isAskedTooMuch() {
        return askedTooMuch;
    }

    private void requireDecided() {
        if (trial) {
            askedTooMuch = true;
            throw Failures.criteriaWithoutBind();
        }
    }

    CriteriaBuilder builder() {
        return builder;
    }

    /** Remembers which proxy stands for a provider's object; the first one stays. */
    void know(@Nullable Object real, @Nullable CriteriaNode node) {
        if (real != null && node != null && proxies.get(real) == null) {
            proxies.add(real, node.proxy());
        }
    }

    /** {@return whether it has not met that script before} */
    boolean meets(CriteriaScript script) {
        return !met.contains(script) && met.add(script);
    }

    /** {@return the result of a call to a provider's object, as the application sees it} */
    @Nullable
    Object call(Object receiver, Method method, @Nullable Object[] arguments) {
        return wrap(callReal(receiver, method, arguments));
    }

    /**
     * {@return the result of a call to a provider's object}
     *
     * @param arguments are replaced by the provider's own
     */
    @Nullable
    Object callReal(Object receiver, Method method, @Nullable Object[] arguments) {
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = real(arguments[i]);
        }
        return invoke(receiver, method, arguments);
    }

    static @Nullable Object invoke(Object receiver, Method method, @Nullable Object[] arguments) {
        try {
            return method.invoke(receiver, arguments);
        } catch (InvocationTargetException e) {
            throw CriteriaTree.<RuntimeException>asItIs(e.getTargetException());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The methods of criteria objects declare no checked exceptions, so there is none to lie about. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Throwable> E asItIs(Throwable failure) throws E {
        throw (E) failure;
    }

    // What the provider sees.

    /** {@return an argument as the bind's own builder made it} */
    @Nullable
    Object real(@Nullable Object argument) {
        CriteriaNode node = CriteriaNode.of(argument);
        if (node != null) {
            return node.real(this);
        }
        if (argument == null || CriteriaNode.isPlain(argument)) {
            return argument;
        }
        if (argument instanceof Object[] array) {
            return reals(array);
        }
        if (argument instanceof Class<?> type) {
            check(type);
            return type;
        }
        return realOfAnyKind(argument);
    }

    private @Nullable Object realOfAnyKind(Object argument) {
        if (argument instanceof Attribute<?, ?> attribute) {
            return own(attribute);
        }
        if (argument instanceof ManagedType<?> type) {
            return own(type);
        }
        if (argument instanceof Collection<?> collection) {
            return reals(collection);
        }
        if (argument instanceof Map<?, ?> map) {
            return reals(map);
        }
        if (argument instanceof Function<?, ?> function) {
            return realFunction(function);
        }
        check(argument.getClass());
        return argument;
    }

    private Object[] reals(Object[] array) {
        @Nullable Object[] reals = array;
        for (int i = 0; i < array.length; i++) {
            CriteriaNode node = CriteriaNode.of(array[i]);
            if (node != null) {
                if (reals == array) {
                    reals = array.clone();
                }
                reals[i] = node.real(this);
            }
        }
        return reals;
    }

    private Collection<?> reals(Collection<?> collection) {
        return mapped(collection, CriteriaNode::isRouted, this::real);
    }

    private Map<?, ?> reals(Map<?, ?> map) {
        if (map.values().stream().noneMatch(CriteriaNode::isRouted)) {
            return map;
        }
        Map<Object, @Nullable Object> reals = new LinkedHashMap<>();
        map.forEach((name, value) -> reals.put(name, real(value)));
        return reals;
    }

    /** Such as what builds a recursive part: it gets a criteria object, and gives one back. */
    private <A, R> Function<A, @Nullable Object> realFunction(Function<A, R> function) {
        requireDecided();
        return argument -> {
            @SuppressWarnings("unchecked") // A proxy has the interfaces of what it stands for.
            A wrapped = (A) wrap(argument);
            return real(function.apply(wrapped));
        };
    }

    /** The static metamodel has the attributes of the factory that was opened last. */
    private Object own(Attribute<?, ?> attribute) {
        ManagedType<?> declaring = attribute.getDeclaringType();
        ManagedType<?> own = own(declaring);
        return own == declaring ? attribute : own.getAttribute(attribute.getName());
    }

    private ManagedType<?> own(ManagedType<?> type) {
        check(type.getJavaType());
        return unit.factory().getMetamodel().managedType(type.getJavaType());
    }

    /** Fails when something that this needs belongs to another bind. */
    void requireSame(@Nullable CriteriaTree needed) {
        if (!isTrial() && needed != null && needed.unit() != unit) {
            throw crossing(needed.entity(), needed.unit());
        }
    }

    private void check(Class<?> type) {
        Unit other = criteria.unitOf(type);
        if (other != null && other != unit) {
            throw crossing(type.getName(), other);
        }
    }

    CrossBindException crossing(String otherEntity, Unit other) {
        Map<String, String> binds = new LinkedHashMap<>();
        binds.put(entity, unit.key());
        binds.put(otherEntity, other.key());
        return Failures.crossBind(binds);
    }

    // What the application sees.

    /** {@return a result in its proxy, as it is when it is no criteria object} */
    @Nullable
    Object wrap(@Nullable Object real) {
        if (real == null || CriteriaNode.isPlain(real)) {
            return real;
        }
        Object known = proxies.get(real);
        if (known != null) {
            return known;
        }
        CriteriaShape shape = criteria.shapes().of(real.getClass());
        if (shape != null) {
            return real instanceof CriteriaBuilder ? criteria.builder() : newProxy(real, shape);
        }
        return real instanceof Collection<?> collection ? wrapAll(collection) : real;
    }

    private Object newProxy(Object real, CriteriaShape shape) {
        requireDecided();
        Object proxy = new CriteriaNode(criteria, this, real, shape).proxy();
        proxies.add(real, proxy);
        return proxy;
    }

    private Collection<?> wrapAll(Collection<?> reals) {
        return mapped(reals, real -> criteria.shapes().of(real.getClass()) != null, this::wrap);
    }

    /** {@return the proxy that stands for an object, or the object when there is none} */
    Object knownOrSame(Object real) {
        Object known = proxies.get(real);
        return known == null ? real : known;
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
