// SPDX-License-Identifier: Apache-2.0
package io.bindkey.criteria;

import io.bindkey.message.Failures;
import io.bindkey.routes.Routes;
import io.bindkey.unit.Unit;
import jakarta.persistence.metamodel.EntityType;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells from the arguments of a call which bind it means. Immutable. */
final class BindOfCall {

    private final Routes routes;
    private final CriteriaShapes shapes;

    BindOfCall(Routes routes, CriteriaShapes shapes) {
        this.routes = routes;
        this.shapes = shapes;
    }

    /** {@return a tree of the bind that the arguments of a call decide, null when they do not} */
    @Nullable
    CriteriaTree decide(Method method, @Nullable Object[] arguments) {
        if (namesRoot(method, arguments)) {
            Class<?> root = root(arguments[0]);
            return CriteriaTree.of(shapes, routes.index(), routes.index().ofRoot(root), root.getName());
        }
        if (arguments.length > 0
                && arguments[0] instanceof String text
                && method.getName().equals("createQuery")) {
            return CriteriaTree.of(shapes, routes.index(), routes.ofText(text), "[" + text + "]");
        }
        for (Object argument : arguments) {
            CriteriaTree tree = treeOf(argument);
            if (tree != null) {
                return tree;
            }
        }
        return null;
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
        Unit unit = routes.index().findClass(type).orElse(null);
        return unit == null ? null : CriteriaTree.of(shapes, routes.index(), unit, type.getName());
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
}
