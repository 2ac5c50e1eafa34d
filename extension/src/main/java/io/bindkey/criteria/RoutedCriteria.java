// SPDX-License-Identifier: Apache-2.0
package io.bindkey.criteria;

import io.bindkey.message.Failures;
import io.bindkey.routes.Routes;
import io.bindkey.unit.Unit;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.metamodel.EntityType;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The router's criteria builder. A call that names an entity, or is given a criteria object whose bind is known, goes to
 * the builder of that bind; any other is written down until an entity decides. Where there is one bind only, its own builder
 * does it all.
 *
 * <p>Immutable but for a cache; the builder is safe for use by several threads.
 */
public final class RoutedCriteria implements InvocationHandler {

    /** What shall not take selections that do not fit together (Jakarta Persistence, chapter 6). */
    private static final Set<String> CHECKED = Set.of("array", "construct", "multiselect", "select", "tuple");

    private final Routes routes;

    /** The only bind, null when there are several. One that is switched off counts: its entities are refused by name. */
    private final @Nullable Unit only;

    private final CriteriaBuilder builder;
    private final CriteriaShape.Results results;
    private final Map<Class<?>, Class<?>[]> queryInterfaces = new ConcurrentHashMap<>();
    private final CriteriaShape.Known shapes = new CriteriaShape.Known();
    private final Object lockOfScripts = new Object();

    public RoutedCriteria(Routes routes) {
        this.routes = routes;
        this.only = routes.index().onlyUnit().orElse(null);
        Class<?> builderType =
                CriteriaInterfaces.ofBuilder(routes.index().units().all());
        this.results = new CriteriaShape.Results(builderType);
        this.builder = (CriteriaBuilder)
                Proxy.newProxyInstance(RoutedCriteria.class.getClassLoader(), new Class<?>[] {builderType}, this);
    }

    /** {@return the builder for the application} A bind that opens at first use does not open here. */
    public CriteriaBuilder builder() {
        return only != null && only.isOpen() ? only.factory().getCriteriaBuilder() : builder;
    }

    CriteriaShape.Known shapes() {
        return shapes;
    }

    Object lockOfScripts() {
        return lockOfScripts;
    }

    public Class<?>[] queryInterfaces(Class<?> type) {
        return queryInterfaces.computeIfAbsent(
                type, t -> CriteriaInterfaces.ofQuery(t).toArray(Class<?>[]::new));
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
            return CriteriaTree.invoke(only.factory().getCriteriaBuilder(), method, given);
        }
        return method.getName().equals("unwrap") ? unwrap((Class<?>) given[0]) : call(method, given);
    }

    private Object callOfObject(Object self, Method method, @Nullable Object[] arguments) {
        return switch (method.getName()) {
            case "equals" -> self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            default -> "criteria builder over binds " + routes.index().keys();
        };
    }

    private @Nullable Object call(Method method, @Nullable Object[] arguments) {
        requireArgument(method, arguments);
        CriteriaTree decided = decide(method, arguments);
        if (decided != null) {
            return decided.call(decided.builder(), method, arguments);
        }
        Class<?> resultType = results.of(method);
        CriteriaShape shape = shapes.of(resultType);
        return CriteriaScript.begin(this, null, method, arguments, resultType, Objects.requireNonNull(shape));
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
            throw Failures.cannotUnwrap(type, routes.index().keys(), "CriteriaBuilder");
        }
        return builder;
    }

    // Which bind.

    /** {@return a tree of the bind that the arguments of a call decide, null when they do not} */
    @Nullable
    CriteriaTree decide(Method method, @Nullable Object[] arguments) {
        if (namesRoot(method, arguments)) {
            Class<?> root = root(arguments[0]);
            return CriteriaTree.of(this, routes.index().ofRoot(root), root.getName());
        }
        if (arguments.length > 0
                && arguments[0] instanceof String text
                && method.getName().equals("createQuery")) {
            return CriteriaTree.of(this, routes.ofText(text), "[" + text + "]");
        }
        for (Object argument : arguments) {
            CriteriaTree tree = treeOf(argument);
            if (tree != null) {
                return tree;
            }
        }
        return null;
    }

    /** Whether the first argument must be an entity; any other class would be taken for a mere result or parameter. */
    private static boolean namesRoot(Method method, @Nullable Object[] arguments) {
        return arguments.length > 0
                && (arguments[0] == null || arguments[0] instanceof Class)
                && (method.getName().equals("from") || method.getName().startsWith("createCriteria"));
    }

    private static Class<?> root(@Nullable Object type) {
        if (type == null) {
            throw Failures.nullArgument("The entity class");
        }
        return (Class<?>) type;
    }

    /** What is selected from must be of the tree's bind, and of that bind only. */
    void checkRoot(CriteriaTree tree, Method method, @Nullable Object[] arguments) {
        if (namesRoot(method, arguments)) {
            Class<?> root = root(arguments[0]);
            Unit unit = routes.index().ofRoot(root);
            if (unit != tree.unit()) {
                throw tree.crossing(root.getName(), unit);
            }
        }
    }

    private @Nullable CriteriaTree treeOf(@Nullable Object argument) {
        CriteriaNode node = CriteriaNode.of(argument);
        if (node != null) {
            return node.tree();
        }
        if (argument == null || CriteriaNode.isPlain(argument)) {
            return null;
        }
        if (argument instanceof Object[] array) {
            return treeOfElements(Arrays.asList(array));
        }
        if (argument instanceof Collection<?> collection) {
            return treeOfElements(collection);
        }
        if (argument instanceof Map<?, ?> map) {
            return treeOfElements(map.values());
        }
        Class<?> type = argument instanceof Class<?> given
                ? given
                : argument instanceof EntityType<?> entity ? entity.getJavaType() : argument.getClass();
        Unit unit = unitOf(type);
        return unit == null ? null : CriteriaTree.of(this, unit, type.getName());
    }

    private static @Nullable CriteriaTree treeOfElements(Collection<?> elements) {
        for (Object element : elements) {
            CriteriaNode node = CriteriaNode.of(element);
            CriteriaTree tree = node == null ? null : node.tree();
            if (tree != null) {
                return tree;
            }
        }
        return null;
    }

    /** {@return the bind of an entity class or a subclass of one, null for any other} */
    @Nullable
    Unit unitOf(Class<?> type) {
        return routes.index().findClass(type).orElse(null);
    }

    /** {@return where to try out what belongs to no bind yet} */
    List<Unit> openUnits() {
        List<Unit> open = new ArrayList<>(1);
        for (Unit unit : routes.index().units()) {
            if (unit.isOpen()) {
                open.add(unit);
            }
        }
        return open;
    }

    /**
     * {@return whether no bind will take a call that those which are open refuse} The others may have types and functions
     * that these lack. But what the standard has refused is the same everywhere.
     */
    boolean isFinal(RuntimeException refusal, Method method) {
        return (refusal instanceof IllegalArgumentException && CHECKED.contains(method.getName()))
                || routes.index().active().stream().allMatch(Unit::isOpen);
    }

    // Execution.

    /** {@return a query as the entity manager of its bind takes it} */
    public <C> ExecutableCriteria<C> executable(C criteria) {
        CriteriaNode node = CriteriaNode.of(criteria);
        if (node == null) {
            return new ExecutableCriteria<>(routes.ofCriteria(criteria), criteria, null);
        }
        CriteriaTree decided = node.tree();
        Unit unit = decided != null
                ? decided.unit()
                : routes.index().defaultUnit().orElseThrow(Failures::criteriaWithoutEntity);
        return ExecutableCriteria.of(node.treeOr(unit), node);
    }
}
