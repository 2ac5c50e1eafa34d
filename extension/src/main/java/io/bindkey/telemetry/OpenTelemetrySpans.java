// SPDX-License-Identifier: Apache-2.0
package io.bindkey.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A span for each transaction over several binds, made at its end: before, nobody knows that it is one. */
final class OpenTelemetrySpans implements Spans {

    private static final AttributeKey<List<String>> BINDS = AttributeKey.stringArrayKey("bindkey.binds");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("bindkey.outcome");

    private final Tracer tracer;

    OpenTelemetrySpans(Tracer tracer) {
        this.tracer = tracer;
    }

    private record Begun(long nanos, Context parent) {}

    @Override
    public Object begin() {
        return new Begun(System.nanoTime(), Context.current());
    }

    @Override
    public void end(Object begun, Map<String, Outcome> outcomes) {
        Begun before = (Begun) begun;
        long now = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
        List<String> words =
                outcomes.values().stream().map(Outcome::word).distinct().toList();
        Span span = tracer.spanBuilder("bindkey transaction")
                .setParent(before.parent())
                .setStartTimestamp(now - (System.nanoTime() - before.nanos()), TimeUnit.NANOSECONDS)
                .setAttribute(BINDS, new ArrayList<>(outcomes.keySet()))
                .setAttribute(OUTCOME, words.size() == 1 ? words.get(0) : "mixed")
                .startSpan();
        if (!outcomes.values().stream().allMatch(Outcome.COMMITTED::equals)) {
            span.setStatus(
                    StatusCode.ERROR,
                    outcomes.entrySet().stream()
                            .map(entry ->
                                    entry.getKey() + " " + entry.getValue().word())
                            .collect(Collectors.joining(", ")));
        }
        span.end(now, TimeUnit.NANOSECONDS);
    }
}
