// SPDX-License-Identifier: Apache-2.0
package io.bindkey.criteria;

import io.bindkey.unit.Unit;

/** One that belongs to a bind, and stands for an object of the provider's there. Immutable. */
final class BoundNode extends CriteriaNode {

    private final CriteriaTree tree;
    private final Object real;

    BoundNode(Calls calls, CriteriaShape shape, CriteriaTree tree, Object real) {
        super(calls, shape);
        this.tree = tree;
        this.real = real;
    }

    @Override
    CriteriaTree tree() {
        return tree;
    }

    @Override
    CriteriaTree treeOr(Unit unit) {
        return tree;
    }

    @Override
    Object counterpart(CriteriaTree wanted) {
        return real;
    }

    @Override
    void introduceTo(CriteriaTree other) {
        other.requireSame(tree);
        other.know(real, proxy());
    }
}
