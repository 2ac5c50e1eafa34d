// SPDX-License-Identifier: Apache-2.0
package io.bindkey.telemetry;

import io.bindkey.TransactionOutcome;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One transaction, from its beginning to its end, which may come on another thread. */
public final class TransactionRecord {

    private final Map<String, BindTelemetry> binds;
    private final @Nullable Spans spans;
    private final @Nullable Object span;
    private final FlightRecorderEvents.@Nullable Transaction recording;

    /** @param binds those that something is told of */
    TransactionRecord(
            Map<String, BindTelemetry> binds,
            @Nullable Spans spans,
            FlightRecorderEvents.@Nullable Transaction recording) {
        this.binds = binds;
        this.spans = spans;
        this.span = spans == null ? null : spans.begin();
        this.recording = recording;
    }

    /**
     * It has ended.
     *
     * @param outcomes by the keys of the binds that took part
     * @param inDoubt those whose database has promised to commit, and could not be told to
     */
    public void end(Map<String, TransactionOutcome> outcomes, Collection<String> inDoubt) {
        for (Map.Entry<String, TransactionOutcome> entry : outcomes.entrySet()) {
            String key = entry.getKey();
            BindTelemetry bind = binds.get(key);
            if (bind != null) {
                bind.ended(Outcome.of(entry.getValue(), inDoubt.contains(key)));
            }
        }
        boolean isRecorded = recording != null && recording.end();
        if (isRecorded || (span != null && outcomes.size() > 1)) {
            endOfAll(outcomes, inDoubt, isRecorded);
        }
    }

    private void endOfAll(Map<String, TransactionOutcome> outcomes, Collection<String> inDoubt, boolean isRecorded) {
        Map<String, Outcome> told = new LinkedHashMap<>();
        outcomes.forEach((key, outcome) -> {
            if (binds.containsKey(key)) {
                told.put(key, Outcome.of(outcome, inDoubt.contains(key)));
            }
        });
        if (spans != null && span != null && told.size() > 1) {
            spans.end(span, told);
        }
        if (recording != null && isRecorded && !told.isEmpty()) {
            recording.write(told);
        }
    }
}
