// SPDX-License-Identifier: Apache-2.0
package io.bindkey.criteria;

import io.bindkey.message.Failures;
import io.bindkey.unit.Unit;
import jakarta.persistence.criteria.CommonAbstractCriteria;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Calls that were made before an entity decided the bind, in their order: one that asked the builder for a criteria
 * object, and what was then called on that and on its results. They are made good on a bind's builder as soon as there
 * is one.
 *
 * <p>A query then belongs to that bind for good. Anything else, such as a literal or a parameter, may serve queries of
 * several binds, and has one counterpart in each.
 *
 * <p>Before that they are made good on a bind that is open, whichever it is: so what is wrong is refused at the call, and
 * questions are answered. That decides nothing.
 *
 * <p>Threads may share expressions. Scripts need each other in any order, so those of a router have one lock, under which no
 * database is opened.
 */
final class CriteriaScript {

    /** What the calls gave on one bind, as far as it took them. */
    private static final class Replay {
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
    private final List<RecordedCall> calls = new ArrayList<>(4);

    /** Criteria objects of other scripts that the calls need. */
    private final List<CriteriaNode> operands = new ArrayList<>(2);

    /** One for each bind that it has met: rarely more than two. */
    private final List<Replay> replays = new ArrayList<>(2);

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
        return Objects.requireNonNull(new CriteriaScript(criteria, query).record(receiver, method, arguments, shape));
    }

    /** {@return the result of one more call, null when it gives none} */
    @Nullable
    Object record(
            @Nullable CriteriaNode receiver,
            Method method,
            @Nullable Object[] arguments,
            @Nullable CriteriaShape shape) {
        synchronized (lock) {
            int place = method.getName().equals("alias") ? placeOfAlias(receiver) : -1;
            if (place < 0) {
                place = calls.size();
                CriteriaNode result = shape == null ? null : new CriteriaNode(criteria, this, place, shape);
                keep(RecordedCall.of(receiver, method, arguments, result));
            } else {
                replaceAlias(place, arguments);
            }
            CriteriaNode result = calls.get(place).result();
            return result == null ? null : result.proxy();
        }
    }

    private int placeOfAlias(@Nullable CriteriaNode receiver) {
        for (int i = calls.size() - 1; i >= 0; i--) {
            RecordedCall call = calls.get(i);
            if (call.receiver() == receiver && call.method().getName().equals("alias")) {
                return i;
            }
        }
        return -1;
    }

    /** The last one counts: a constant that gets its alias in each query would else grow with each. */
    private void replaceAlias(int place, @Nullable Object[] arguments) {
        RecordedCall before = calls.get(place);
        RecordedCall alias = RecordedCall.of(before.receiver(), before.method(), arguments, before.result());
        calls.set(place, alias);
        for (Replay replay : replays) {
            if (place < replay.results.size()) {
                alias.madeGoodIn(CriteriaTree.trial(criteria, replay.unit));
            }
        }
    }

    private void keep(RecordedCall call) {
        int known = operands.size();
        calls.add(call);
        call.forEachOperand(node -> {
            if (!node.isOf(this)) {
                operands.add(node);
            }
        });
        try {
            makeGoodAtOnce();
        } catch (RuntimeException refusal) {
            calls.remove(calls.size() - 1);
            operands.subList(known, operands.size()).clear();
            throw refusal;
        }
    }

    /** Makes the newest call good where its script is known already, and else where that is possible. */
    private void makeGoodAtOnce() {
        if (tree != null) {
            // Another thread was faster to decide.
            bindTo(tree);
            return;
        }
        boolean taken = false;
        RuntimeException refusal = null;
        for (Unit unit : criteria.openUnits()) {
            if (!taken || hasMet(unit)) {
                CriteriaTree trial = CriteriaTree.trial(criteria, unit);
                try {
                    catchUp(replay(unit), trial);
                    recognizeReceiver(trial);
                    taken = true;
                } catch (RuntimeException e) {
                    taken |= trial.isAskedTooMuch();
                    refusal = refusal == null ? e : refusal;
                }
            }
        }
        if (!taken
                && refusal != null
                && criteria.isFinal(refusal, calls.get(calls.size() - 1).method())) {
            throw refusal;
        }
    }

    /** A method that gives the provider's object itself gives it here, too. */
    private void recognizeReceiver(CriteriaTree trial) {
        int last = calls.size() - 1;
        RecordedCall call = calls.get(last);
        if (call.receiver() != null && call.receiver().real(trial) == result(last, trial)) {
            calls.set(last, call.givingItsReceiver());
        }
    }

    /** {@return the answer to a question} The first bind that takes what was said so far gives it. */
    @Nullable
    Object answer(int place, Method question, @Nullable Object[] arguments) {
        synchronized (lock) {
            RuntimeException refusal = null;
            for (Unit unit : criteria.openUnits()) {
                CriteriaTree trial = CriteriaTree.trial(criteria, unit);
                try {
                    Object asked = Objects.requireNonNull(result(place, trial));
                    introduceTo(trial);
                    return trial.call(asked, question, arguments.clone());
                } catch (RuntimeException e) {
                    refusal = refusal == null ? e : refusal;
                }
            }
            throw refusal == null ? Failures.criteriaWithoutBind() : refusal;
        }
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
            CriteriaTree before = tree;
            tree = decided;
            Replay replay = replay(decided.unit());
            try {
                catchUp(replay, decided);
                introduceTo(decided);
                own = replay.results.toArray();
            } catch (RuntimeException | Error e) {
                tree = before;
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
            Replay replay = replay(wanted.unit());
            catchUp(replay, wanted);
            if (!wanted.isTrial()) {
                introduceTo(wanted);
            }
            return replay.results.get(place);
        }
    }

    private boolean hasMet(Unit unit) {
        return replays.stream().anyMatch(replay -> replay.unit == unit);
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
            for (int i = replay.results.size(); i < calls.size(); i++) {
                replay.results.add(calls.get(i).madeGoodIn(wanted));
            }
        } finally {
            replay.running = false;
        }
    }

    /** Tells a tree what stands for what, so that the application gets back what it gave. */
    void introduceTo(CriteriaTree other) {
        if (other.meets(this)) {
            // What was tried before it belonged to a bind is not asked again for its counterpart.
            other.requireSame(tree);
            List<@Nullable Object> results = replay(other.unit()).results;
            for (int i = 0; i < results.size(); i++) {
                other.know(results.get(i), calls.get(i).result());
            }
            operands.forEach(operand -> operand.introduceTo(other));
        }
    }
}
