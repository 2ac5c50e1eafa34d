// SPDX-License-Identifier: Apache-2.0
package io.bindkey.criteria;

import io.bindkey.message.RoutingFailures;
import io.bindkey.unit.Unit;
import jakarta.persistence.Query;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A criteria query on its way to the entity manager of its bind.
 *
 * @param unit of the bind
 * @param criteria as the bind's own builder made it
 * @param tree that it is part of, null when it did not come from the router's builder
 */
public record ExecutableCriteria<C>(
        Unit unit, C criteria, @Nullable CriteriaTree tree) {

    /** {@return a query of the router's, for the bind that it belongs to} */
    @SuppressWarnings("unchecked") // The proxy has the interfaces of what it stands for.
    static <C> ExecutableCriteria<C> of(CriteriaTree tree, CriteriaNode node) {
        return new ExecutableCriteria<>(tree.unit(), (C) node.real(tree), tree);
    }

    /** {@return whether it is a criteria object of the router's} */
    public static boolean isRouters(@Nullable Object criteria) {
        return CriteriaNode.isRouted(criteria);
    }

    /**
     * {@return a query for a bind that was chosen already}
     *
     * @param criteria a query of the router's
     */
    public static ExecutableCriteria<?> on(Unit unit, Object criteria) {
        CriteriaNode node = Objects.requireNonNull(CriteriaNode.of(criteria));
        CriteriaTree tree = node.treeOr(unit);
        if (tree.unit() != unit) {
            throw RoutingFailures.criteriaOfOtherBind(tree.entity(), tree.unit().key(), unit.key());
        }
        return of(tree, node);
    }

    /** {@return what the entity manager of the bind made of it, taking the router's parameters} */
    public <Q extends Query> Q query(Q query) {
        return tree == null ? query : RoutedQuery.of(tree.shapes().ofQuery(query.getClass()), tree, () -> {}, query);
    }
}
