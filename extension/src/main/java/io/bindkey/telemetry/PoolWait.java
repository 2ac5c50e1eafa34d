// SPDX-License-Identifier: Apache-2.0
package io.bindkey.telemetry;

import org.jspecify.annotations.Nullable;

/** How long one caller waits for a connection. */
public final class PoolWait {

    private final BindMeter[] counters;
    private final @Nullable Runnable recording;
    private final long start = System.nanoTime();

    PoolWait(String key, BindMeter[] counters, @Nullable FlightRecorderEvents recorder) {
        this.counters = counters;
        this.recording = recorder == null ? null : recorder.wait(key);
    }

    /** The caller has got one. */
    public void acquired() {
        long nanos = counters.length == 0 ? 0 : System.nanoTime() - start;
        for (BindMeter counter : counters) {
            counter.acquired(nanos);
        }
        record();
    }

    /**
     * The caller has got none.
     *
     * @param patience in nanoseconds, after which it would have been given up
     */
    public void failed(long patience) {
        if (patience > 0 && System.nanoTime() - start >= patience) {
            for (BindMeter counter : counters) {
                counter.timedOut();
            }
        }
        record();
    }

    private void record() {
        if (recording != null) {
            recording.run();
        }
    }
}
