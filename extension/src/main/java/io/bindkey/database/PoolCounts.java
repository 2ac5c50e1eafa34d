// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import io.bindkey.PoolFigures;
import io.bindkey.config.PoolSettings;
import io.bindkey.telemetry.BindTelemetry;
import io.bindkey.telemetry.PoolGauges;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * What goes through a pool. Agroal's own metrics would look at the clock twice for each connection, and count what a transaction
 * takes again. Here the clock is asked only when the pool says that a caller has to wait, for a connection or for the answer of one
 * that is tested. Safe for use by several threads.
 */
final class PoolCounts implements PoolGauges {

    private final PoolSettings settings;
    private final BindTelemetry telemetry;
    private final LongAdder taken = new LongAdder();
    private final LongAdder returned = new LongAdder();
    private final OpenConnections connections = new OpenConnections();
    private final AtomicInteger waiting = new AtomicInteger();

    /** Whether any caller has ever had to wait: before that, nobody need look whether it has. */
    private volatile boolean hasWaited;

    /** The waiting of the calling thread. */
    @SuppressWarnings("ThreadLocalUsage") // It is empty again before the caller goes on.
    private final ThreadLocal<@Nullable Wait> current = new ThreadLocal<>();

    private static final class Wait {

        private final long start = System.nanoTime();
        private final @Nullable Runnable recording;
        private boolean pending;

        Wait(@Nullable Runnable recording) {
            this.recording = recording;
        }
    }

    /**
     * @param settings of the pool
     * @param telemetry of the bind
     */
    PoolCounts(PoolSettings settings, BindTelemetry telemetry) {
        this.settings = settings;
        this.telemetry = telemetry;
    }

    /** The calling thread is about to wait for a connection. */
    void beginWait() {
        Wait wait = begin();
        if (!wait.pending) {
            wait.pending = true;
            waiting.incrementAndGet();
        }
    }

    /** The calling thread is about to test a connection: because it wants it, or because it looks after the pool. */
    void beginTest() {
        begin();
    }

    private Wait begin() {
        Wait wait = current.get();
        if (wait == null) {
            wait = new Wait(telemetry.recordWait());
            current.set(wait);
            hasWaited = true;
        }
        return wait;
    }

    /** {@return for how many nanoseconds the calling thread has waited, which it does not any more} */
    long endWait() {
        Wait wait = hasWaited ? current.get() : null;
        if (wait == null) {
            return 0;
        }
        current.remove();
        if (wait.pending) {
            waiting.decrementAndGet();
        }
        if (wait.recording != null) {
            wait.recording.run();
        }
        return System.nanoTime() - wait.start;
    }

    /** A caller has got a connection. */
    void take() {
        taken.increment();
    }

    /** The caller's transaction holds it already, and nobody gives it back twice. */
    void takeAgain() {
        taken.decrement();
    }

    void giveBack() {
        returned.increment();
    }

    OpenConnections connections() {
        return connections;
    }

    /** {@return the same as the application sees it} */
    PoolFigures figures() {
        return new PoolFigures((int) used(), (int) idle(), (int) pending(), (int) max());
    }

    @Override
    public long used() {
        // What is read while it changes must not look like less than nothing.
        long over = returned.sum();
        return Math.max(0, taken.sum() - over);
    }

    @Override
    public long idle() {
        return Math.max(0, connections.count() - used());
    }

    @Override
    public long pending() {
        return waiting.get();
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
