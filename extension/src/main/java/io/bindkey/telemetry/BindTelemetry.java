// SPDX-License-Identifier: Apache-2.0
package io.bindkey.telemetry;

import io.bindkey.SchemaReport.Action;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is told of one bind, to all who listen. Safe for use by several threads. */
public final class BindTelemetry {

    /** Nobody listens. */
    public static final BindTelemetry NONE = new BindTelemetry("", List.of(), List.of(), null, null);

    private final String key;
    private final List<Meters> meters;
    private final BindMeter[] counters;
    private final @Nullable FlightRecorderEvents recorder;
    private final @Nullable StatementListener statements;

    BindTelemetry(
            String key,
            List<Meters> meters,
            List<BindMeter> counters,
            @Nullable FlightRecorderEvents recorder,
            @Nullable StatementListener statements) {
        this.key = key;
        this.meters = meters;
        this.counters = counters.toArray(BindMeter[]::new);
        this.recorder = recorder;
        this.statements = statements;
    }

    BindTelemetry with(StatementListener listener) {
        return new BindTelemetry(key, meters, List.of(counters), recorder, listener);
    }

    /** {@return who hears of each statement, null where nobody does} */
    public @Nullable StatementListener statements() {
        return statements;
    }

    /** {@return whether anybody counts: statements need not be looked at, nor connections, where nobody does} */
    public boolean isCounted() {
        return counters.length > 0;
    }

    /**
     * Tells which product the database is.
     *
     * @param product as its driver tells it
     */
    public void reached(String product) {
        String system = DatabaseSystem.of(product);
        for (BindMeter counter : counters) {
            counter.reached(system);
        }
    }

    /**
     * A statement was executed, or a batch of them.
     *
     * @param failure null if it was not refused
     */
    public void executed(long nanos, @Nullable Throwable failure) {
        for (BindMeter counter : counters) {
            counter.executed(nanos, failure);
        }
    }

    /**
     * Lets the figures of a pool be read.
     *
     * @param pool its name
     */
    public void pool(String pool, PoolGauges figures) {
        meters.forEach(meter -> meter.pool(key, pool, figures));
    }

    /** {@return whether anybody wants to know how long callers wait for connections} */
    public boolean hearsWaits() {
        return counters.length > 0 || (recorder != null && recorder.recordsWaits());
    }

    /** {@return what ends the waiting for a connection, which begins now, null where it is not recorded} */
    public @Nullable Runnable recordWait() {
        return recorder != null && recorder.recordsWaits() ? recorder.wait(key) : null;
    }

    /**
     * A caller has got a connection.
     *
     * @param nanos that it has waited
     */
    public void acquired(long nanos) {
        for (BindMeter counter : counters) {
            counter.acquired(nanos);
        }
    }

    /** A caller has waited in vain. */
    public void timedOut() {
        for (BindMeter counter : counters) {
            counter.timedOut();
        }
    }

    /** A connection was held for too long. */
    public void leaked() {
        for (BindMeter counter : counters) {
            counter.leaked();
        }
    }

    void ended(Outcome outcome) {
        for (BindMeter counter : counters) {
            counter.ended(outcome);
        }
    }

    /** Something was refused because it would have concerned another bind as well. */
    public void refused(Refusal refusal) {
        for (BindMeter counter : counters) {
            counter.refused(refusal);
        }
    }

    /** {@return the opening of the bind, which begins} */
    public Operation beginOpening() {
        Operation recording = recorder == null ? null : recorder.opening(key);
        return recording == null ? failed -> {} : recording;
    }

    /**
     * {@return a schema operation, which begins}
     *
     * @param action what it does
     */
    public Operation beginSchemaOperation(Action action) {
        String operation = action.name().toLowerCase(Locale.ROOT);
        Operation recording = recorder == null ? null : recorder.schemaOperation(key, operation);
        return failed -> {
            if (recording != null) {
                recording.end(failed);
            }
            for (BindMeter counter : counters) {
                counter.schemaChanged(operation, failed);
            }
        };
    }
}
