// SPDX-License-Identifier: Apache-2.0
package io.bindkey.router;

import io.bindkey.unit.Unit;
import jakarta.persistence.criteria.CommonAbstractCriteria;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Calls that were made before an entity decided the bind, in their order: one that asked the builder for a criteria
 * object, and what was then called on that and on its results. They are made good on a bind's builder as soon as there
 * is one.
 *
 * <p>A query then belongs to that bind for good. Anything else, such as a literal or a parameter, may serve queries of
 * several binds, and has one counterpart in each.
 *
 * <p>Threads may share expressions. Scripts need each other in any order, so those of a router have one lock, under which no
 * database is opened.
 */
final class CriteriaScript {

    private record Call(
            @Nullable CriteriaNode receiver,
            Method method,
            List<@Nullable Object> arguments,
            @Nullable CriteriaNode result) {

        @Nullable
        Object madeGoodIn(CriteriaTree tree) {
            return tree.callReal(receiver == null ? tree.builder() : receiver.real(tree), method, arguments.toArray());
        }
    }

    /** What the calls gave on one bind. */
    static final class Replay {
        private final Unit unit;
        private final List<@Nullable Object> results = new ArrayList<>(4);
        private boolean running;

        Replay(Unit unit) {
            this.unit = unit;
        }
    }

    private final RoutedCriteria criteria;
    private final Object lock;
    private final boolean query;
    private final List<Call> calls = new ArrayList<>(4);

    /** Criteria objects of other scripts that the calls need. */
    private final List<CriteriaNode> operands = new ArrayList<>(2);

    /** One for each bind that it has met: rarely more than one. */
    private final List<Replay> replays = new ArrayList<>(1);

    private @Nullable CriteriaTree tree;

    /** The results on the bind that it belongs to for good: they are complete when they can be seen. */
    private volatile @Nullable Object @Nullable [] own;

    private boolean looking;

    private CriteriaScript(RoutedCriteria criteria, boolean query) {
        this.criteria = criteria;
        this.lock = criteria.lockOfScripts();
        this.query = query;
    }

    /**
     * {@return the criteria object that a new script begins with}
     *
     * @param receiver null for the builder
     */
    static Object begin(
            RoutedCriteria criteria,
            @Nullable CriteriaNode receiver,
            Method method,
            @Nullable Object[] arguments,
            Class<?> resultType,
            CriteriaShape shape) {
        boolean query = CommonAbstractCriteria.class.isAssignableFrom(resultType);
        CriteriaNode first = new CriteriaScript(criteria, query).add(receiver, method, arguments, shape);
        return Objects.requireNonNull(first).proxy();
    }

    /** {@return the result of one more call, null when it gives none} */
    @Nullable
    Object record(CriteriaNode receiver, Method method, @Nullable Object[] arguments, @Nullable CriteriaShape shape) {
        CriteriaNode result = add(receiver, method, arguments, shape);
        return result == null ? null : result.proxy();
    }

    private @Nullable CriteriaNode add(
            @Nullable CriteriaNode receiver,
            Method method,
            @Nullable Object[] arguments,
            @Nullable CriteriaShape shape) {
        synchronized (lock) {
            CriteriaNode result = shape == null ? null : new CriteriaNode(criteria, this, calls.size(), shape);
            keep(new Call(receiver, method, copies(arguments), result));
            if (tree != null) {
                // Another thread was faster to decide.
                bindTo(tree);
            }
            return result;
        }
    }

    private void keep(Call call) {
        calls.add(call);
        operand(call.receiver());
        for (Object argument : call.arguments()) {
            operands(argument);
        }
    }

    private void operands(@Nullable Object argument) {
        CriteriaNode node = CriteriaNode.of(argument);
        if (node != null) {
            operand(node);
        } else if (argument instanceof Object[] array) {
            for (Object element : array) {
                operands(element);
            }
        } else if (argument instanceof Collection<?> collection) {
            collection.forEach(this::operands);
        } else if (argument instanceof Map<?, ?> map) {
            map.values().forEach(this::operands);
        }
    }

    private void operand(@Nullable CriteriaNode node) {
        if (node != null && !node.isOf(this)) {
            operands.add(node);
        }
    }

    /** What the application does with its own lists and arrays afterwards must not change what it said. */
    private static List<@Nullable Object> copies(@Nullable Object[] arguments) {
        List<@Nullable Object> copies = new ArrayList<>(arguments.length);
        for (Object argument : arguments) {
            copies.add(copy(argument));
        }
        return copies;
    }

    private static @Nullable Object copy(@Nullable Object argument) {
        if (argument instanceof Object[] array) {
            return array.clone();
        }
        if (argument instanceof List<?> list) {
            return new ArrayList<>(list);
        }
        if (argument instanceof Set<?> set) {
            return new LinkedHashSet<>(set);
        }
        return argument instanceof Map<?, ?> map ? new LinkedHashMap<>(map) : argument;
    }

    /** {@return the tree that it belongs to for good, because something that it needs does, null while there is none} */
    @Nullable
    CriteriaTree tree() {
        synchronized (lock) {
            // A query may need an expression that needs one of its own subqueries.
            if (tree == null && !looking) {
                looking = true;
                try {
                    bindToTreeOfOperands();
                } finally {
                    looking = false;
                }
            }
            return tree;
        }
    }

    private void bindToTreeOfOperands() {
        for (CriteriaNode operand : operands) {
            CriteriaTree decided = operand.tree();
            if (decided != null) {
                bindTo(decided);
                return;
            }
        }
    }

    /** Makes the calls good on a bind; from now on it belongs to that bind. */
    void bindTo(CriteriaTree decided) {
        synchronized (lock) {
            tree = decided;
            Replay replay = replay(decided.unit());
            try {
                catchUp(replay, decided);
                own = replay.results.toArray();
            } catch (RuntimeException | Error e) {
                tree = null;
                replays.remove(replay);
                throw e;
            }
        }
    }

    /** {@return the counterpart of a result in a tree} */
    @Nullable
    Object result(int place, CriteriaTree wanted) {
        @Nullable Object[] mine = own;
        return mine != null ? mine[place] : replayedResult(place, wanted);
    }

    private @Nullable Object replayedResult(int place, CriteriaTree wanted) {
        synchronized (lock) {
            if (query && tree == null && !wanted.isTrial()) {
                bindTo(wanted);
            }
            Replay replay = wanted.isTrial() ? wanted.trialOf(this) : replay(wanted.unit());
            catchUp(replay, wanted);
            return replay.results.get(place);
        }
    }

    private Replay replay(Unit unit) {
        for (Replay replay : replays) {
            if (replay.unit == unit) {
                return replay;
            }
        }
        Replay replay = new Replay(unit);
        replays.add(replay);
        return replay;
    }

    private void catchUp(Replay replay, CriteriaTree wanted) {
        if (replay.running) {
            return;
        }
        replay.running = true;
        try {
            int known = replay.results.size();
            for (int i = known; i < calls.size(); i++) {
                replay.results.add(calls.get(i).madeGoodIn(wanted));
            }
            if (wanted.learn(this)) {
                known = 0;
                operands.forEach(operand -> operand.real(wanted));
            }
            for (int i = known; i < calls.size(); i++) {
                wanted.know(replay.results.get(i), calls.get(i).result());
            }
        } finally {
            replay.running = false;
        }
    }
}
