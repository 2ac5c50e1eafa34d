// SPDX-License-Identifier: Apache-2.0
package io.bindkey.criteria;

import io.bindkey.unit.Unit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the calls of one script gave, on each bind that the script has met. A part of that script, under its lock. */
final class Replays {

    /** On one bind, as far as it took them. */
    private static final class Replay {
        private final Unit unit;
        private final List<@Nullable Object> results = new ArrayList<>(4);
        private boolean running;

        Replay(Unit unit) {
            this.unit = unit;
        }
    }

    private final ProviderCalls provider;

    /** Rarely more than two. */
    private final List<Replay> replays = new ArrayList<>(2);

    Replays(ProviderCalls provider) {
        this.provider = provider;
    }

    boolean hasMet(Unit unit) {
        return replays.stream().anyMatch(replay -> replay.unit == unit);
    }

    /** {@return the results on a bind so far} */
    List<@Nullable Object> on(Unit unit) {
        return replay(unit).results;
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

    /**
     * {@return the results on the bind of a tree} Those calls that it does not know yet are made good there, unless that is
     * what somebody up the stack is doing: then there is only a part.
     */
    List<@Nullable Object> of(List<RecordedCall> calls, CriteriaTree wanted) {
        Replay replay = replay(wanted.unit());
        if (!replay.running) {
            replay.running = true;
            try {
                for (int i = replay.results.size(); i < calls.size(); i++) {
                    replay.results.add(calls.get(i).madeGoodIn(wanted, provider));
                }
            } finally {
                replay.running = false;
            }
        }
        return replay.results;
    }

    /** Makes a call good that was made anew, on all binds that know it. */
    void repeat(int place, RecordedCall call, CriteriaShapes shapes) {
        for (Replay replay : replays) {
            if (place < replay.results.size()) {
                call.madeGoodIn(CriteriaTree.trial(shapes, replay.unit), provider);
            }
        }
    }
}
