// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import io.bindkey.config.PoolSettings;
import io.bindkey.telemetry.PoolFigures;
import java.util.concurrent.atomic.LongAdder;

/**
 * What goes through a pool. Agroal's own metrics would look at the clock twice for each connection, which whoever measures the
 * waiting does as well, and count what a transaction takes again. Safe for use by several threads.
 */
final class PoolCounts implements PoolFigures {

    private final PoolSettings settings;
    private final LongAdder asked = new LongAdder();
    private final LongAdder answered = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder takenAgain = new LongAdder();
    private final LongAdder returned = new LongAdder();
    private final LongAdder opened = new LongAdder();
    private final LongAdder closed = new LongAdder();

    PoolCounts(PoolSettings settings) {
        this.settings = settings;
    }

    /** A caller wants a connection. */
    void ask() {
        asked.increment();
    }

    /** A caller has got one. */
    void answer() {
        answered.increment();
    }

    /** A caller has got none. */
    void refuse() {
        refused.increment();
        answered.increment();
    }

    /** The caller's transaction holds it already. */
    void takeAgain() {
        takenAgain.increment();
    }

    void giveBack() {
        returned.increment();
    }

    void open() {
        opened.increment();
    }

    void close() {
        closed.increment();
    }

    /** What is read while it changes must not look like less than nothing. */
    private static long positive(long figure) {
        return Math.max(0, figure);
    }

    @Override
    public long used() {
        long given = returned.sum() + refused.sum() + takenAgain.sum();
        return positive(answered.sum() - given);
    }

    @Override
    public long idle() {
        return positive(opened.sum() - closed.sum() - used());
    }

    @Override
    public long pending() {
        long over = answered.sum();
        return positive(asked.sum() - over);
    }

    @Override
    public long max() {
        return settings.maxSize();
    }

    @Override
    public long minIdle() {
        return settings.minSize();
    }
}
