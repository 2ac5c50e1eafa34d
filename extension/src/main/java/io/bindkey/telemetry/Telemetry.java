// SPDX-License-Identifier: Apache-2.0
package io.bindkey.telemetry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What happens to the binds of an application, for all who listen. They are looked for once, as the application is deployed; where
 * there is none, nothing is gathered. Safe for use by several threads.
 */
public final class Telemetry implements AutoCloseable {

    /** Nobody listens. */
    public static final Telemetry NONE = new Telemetry(List.of(), List.of(), null, null);

    private final List<Meters> meters;
    private final @Nullable Spans spans;
    private final @Nullable FlightRecorderEvents recorder;

    /** Where a bind is left out. */
    private final BindTelemetry others;

    private final Map<String, BindTelemetry> binds = new HashMap<>();

    /** Where there is nothing to remember of a transaction until it ends. */
    private final TransactionRecord counted = new TransactionRecord(binds, null, null);

    Telemetry(
            Iterable<String> keys,
            List<Meters> meters,
            @Nullable Spans spans,
            @Nullable FlightRecorderEvents recorder) {
        this.meters = List.copyOf(meters);
        this.recorder = recorder;
        this.others = BindTelemetry.NONE;
        for (String key : keys) {
            List<BindMeter> counters = new ArrayList<>();
            meters.forEach(each -> counters.add(each.of(key)));
            binds.put(key, new BindTelemetry(key, this.meters, counters, recorder, null));
        }
        // No transaction is one over several of them otherwise.
        this.spans = binds.size() > 1 ? spans : null;
    }

    private Telemetry(Telemetry other, StatementListener statements) {
        this.meters = other.meters;
        this.spans = other.spans;
        this.recorder = other.recorder;
        other.binds.forEach((key, bind) -> binds.put(key, bind.with(statements)));
        this.others = BindTelemetry.NONE.with(statements);
    }

    /** {@return the same for one who hears of the statements of all binds as well} */
    public Telemetry with(StatementListener listener) {
        return new Telemetry(this, listener);
    }

    /** {@return what is told of that bind; nothing where that is not wanted} */
    public BindTelemetry of(String key) {
        return binds.getOrDefault(key, others);
    }

    /** {@return the transaction that begins, null where nobody wants to know how it ends} */
    public @Nullable TransactionRecord beginTransaction() {
        FlightRecorderEvents.Transaction recording = recorder == null ? null : recorder.transaction();
        if (spans != null || recording != null) {
            return new TransactionRecord(binds, spans, recording);
        }
        return meters.isEmpty() ? null : counted;
    }

    @Override
    public void close() {
        meters.forEach(Meters::close);
    }
}
