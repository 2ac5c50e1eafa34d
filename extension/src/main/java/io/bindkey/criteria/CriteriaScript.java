// SPDX-License-Identifier: Apache-2.0
package io.bindkey.criteria;

import io.bindkey.message.RoutingFailures;
import io.bindkey.unit.Unit;
import jakarta.persistence.criteria.CommonAbstractCriteria;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Calls that were made before an entity decided the bind, in their order: one that asked the builder for a criteria
 * object, and what was then called on that and on its results. All that changes before the bind is known is here, and under
 * the one lock that the scripts of a router have, for they need each other in any order; no database is opened under it.
 *
 * <p>Before the bind is known, the calls are tried on a bind that is open, whichever it is, and that decides nothing. Then a
 * query belongs to its bind for good; anything else, such as a literal or a parameter, may serve queries of several binds,
 * and has one counterpart in each.
 */
final class CriteriaScript {

    /** Behind a criteria object that waits for its bind: what one of the calls gives. */
    static final class Result extends CriteriaNode {

        private final CriteriaScript script;
        private final int place;

        private Result(CriteriaScript script, int place, CriteriaShape shape) {
            super(script.scripts.calls(), shape);
            this.script = script;
            this.place = place;
        }

        CriteriaScript script() {
            return script;
        }

        @Override
        @Nullable
        CriteriaTree tree() {
            return script.tree();
        }

        @Override
        CriteriaTree treeOr(Unit unit) {
            CriteriaTree decided = tree();
            if (decided == null) {
                decided = CriteriaTree.of(
                        script.scripts.shapes(), script.scripts.binds().index(), unit, "no entity");
                script.bindTo(decided);
            }
            return decided;
        }

        @Override
        Object counterpart(CriteriaTree wanted) {
            return Objects.requireNonNull(script.result(place, wanted));
        }

        @Override
        void introduceTo(CriteriaTree other) {
            script.introduceTo(other);
        }
    }

    private final Scripts scripts;
    private final boolean query;
    private final List<RecordedCall> calls = new ArrayList<>(4);

    /** Criteria objects of other scripts that the calls need. */
    private final List<CriteriaNode> operands = new ArrayList<>(2);

    private final Replays replays;

    private @Nullable CriteriaTree tree;

    /** The results on the bind that it belongs to for good: they are complete when they can be seen. */
    private volatile @Nullable Object @Nullable [] own;

    private boolean looking;

    private CriteriaScript(Scripts scripts, boolean query) {
        this.scripts = scripts;
        this.query = query;
        this.replays = new Replays(scripts.provider());
    }

    /**
     * {@return the criteria object that a new script begins with}
     *
     * @param receiver null for the builder
     */
    static Object begin(
            Scripts scripts,
            @Nullable CriteriaNode receiver,
            Method method,
            @Nullable Object[] arguments,
            Class<?> resultType,
            CriteriaShape shape) {
        boolean query = CommonAbstractCriteria.class.isAssignableFrom(resultType);
        return Objects.requireNonNull(new CriteriaScript(scripts, query).record(receiver, method, arguments, shape));
    }

    /** {@return the result of one more call, null when it gives none} */
    @Nullable
    Object record(
            @Nullable CriteriaNode receiver,
            Method method,
            @Nullable Object[] arguments,
            @Nullable CriteriaShape shape) {
        synchronized (scripts.lock()) {
            int place = method.getName().equals("alias") ? placeOfAlias(receiver) : -1;
            if (place >= 0) {
                replaceAlias(place, arguments);
            } else {
                place = calls.size();
                Result result = shape == null ? null : new Result(this, place, shape);
                keep(RecordedCall.of(receiver, method, arguments, result));
            }
            CriteriaNode result = calls.get(place).result();
            return result == null ? null : result.proxy();
        }
    }

    private int placeOfAlias(@Nullable CriteriaNode receiver) {
        int place = calls.size() - 1;
        while (place >= 0 && !calls.get(place).isAliasOf(receiver)) {
            place--;
        }
        return place;
    }

    /** The last one counts: a constant that gets its alias in each query would else grow with each. */
    private void replaceAlias(int place, @Nullable Object[] arguments) {
        RecordedCall alias = calls.get(place).with(arguments);
        calls.set(place, alias);
        replays.repeat(place, alias, scripts.shapes());
    }

    private void keep(RecordedCall call) {
        int known = operands.size();
        calls.add(call);
        call.forEachOperand(node -> {
            if (!(node instanceof Result result && result.script == this)) {
                operands.add(node);
            }
        });
        try {
            makeGoodAtOnce(call);
        } catch (RuntimeException refusal) {
            calls.remove(calls.size() - 1);
            operands.subList(known, operands.size()).clear();
            throw refusal;
        }
    }

    /** Makes the newest call good where its script is known already, and else where that is possible. */
    private void makeGoodAtOnce(RecordedCall newest) {
        if (tree != null) {
            // Another thread was faster to decide.
            bindTo(tree);
            return;
        }
        boolean taken = false;
        RuntimeException refusal = null;
        for (Unit unit : scripts.binds().units()) {
            if (!taken || replays.hasMet(unit)) {
                CriteriaTree trial = CriteriaTree.trial(scripts.shapes(), unit);
                try {
                    replays.of(calls, trial);
                    recognizeReceiver(trial);
                    taken = true;
                } catch (RuntimeException e) {
                    taken |= trial.isAskedTooMuch();
                    refusal = refusal == null ? e : refusal;
                }
            }
        }
        if (!taken && refusal != null && scripts.binds().isFinal(refusal, newest.method())) {
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
    Object answer(CriteriaNode asked, Method question, @Nullable Object[] arguments) {
        synchronized (scripts.lock()) {
            RuntimeException refusal = null;
            for (Unit unit : scripts.binds().units()) {
                CriteriaTree trial = CriteriaTree.trial(scripts.shapes(), unit);
                try {
                    Object real = asked.counterpart(trial);
                    introduceTo(trial);
                    return scripts.provider().call(trial, real, question, arguments.clone());
                } catch (RuntimeException e) {
                    refusal = refusal == null ? e : refusal;
                }
            }
            throw refusal == null ? RoutingFailures.criteriaWithoutBind() : refusal;
        }
    }

    /** {@return the tree that it belongs to for good, because something that it needs does, null while there is none} */
    private @Nullable CriteriaTree tree() {
        synchronized (scripts.lock()) {
            // A query may need an expression that needs one of its own subqueries.
            if (tree == null && !looking) {
                looking = true;
                try {
                    CriteriaTree decided = treeOfOperands();
                    if (decided != null) {
                        bindTo(decided);
                    }
                } finally {
                    looking = false;
                }
            }
            return tree;
        }
    }

    private @Nullable CriteriaTree treeOfOperands() {
        for (CriteriaNode operand : operands) {
            CriteriaTree decided = operand.tree();
            if (decided != null) {
                return decided;
            }
        }
        return null;
    }

    /** Makes the calls good on a bind; from now on it belongs to that bind. */
    void bindTo(CriteriaTree decided) {
        synchronized (scripts.lock()) {
            CriteriaTree before = tree;
            tree = decided;
            try {
                List<@Nullable Object> results = replays.of(calls, decided);
                introduceTo(decided);
                own = results.toArray();
            } catch (RuntimeException | Error e) {
                tree = before;
                throw e;
            }
        }
    }

    private void belongTo(CriteriaTree user) {
        if (query && tree == null && !user.isTrial()) {
            bindTo(user);
        }
    }

    /** {@return the counterpart of a result in a tree} */
    private @Nullable Object result(int place, CriteriaTree wanted) {
        @Nullable Object[] mine = own;
        return mine != null ? mine[place] : replayedResult(place, wanted);
    }

    private @Nullable Object replayedResult(int place, CriteriaTree wanted) {
        synchronized (scripts.lock()) {
            belongTo(wanted);
            List<@Nullable Object> results = replays.of(calls, wanted);
            if (!wanted.isTrial()) {
                introduceTo(wanted);
            }
            return results.get(place);
        }
    }

    /** Tells a tree what stands for what, so that the application gets back what it gave. */
    private void introduceTo(CriteriaTree other) {
        if (other.meets(this)) {
            // Who needs this may have tried it on that bind before, and then does not ask for its counterpart again.
            belongTo(other);
            other.requireSame(tree);
            List<@Nullable Object> results = replays.on(other.unit());
            for (int i = 0; i < results.size(); i++) {
                CriteriaNode result = calls.get(i).result();
                if (result != null) {
                    other.know(results.get(i), result.proxy());
                }
            }
            operands.forEach(operand -> operand.introduceTo(other));
        }
    }
}
