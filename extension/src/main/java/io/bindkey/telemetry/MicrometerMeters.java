// SPDX-License-Identifier: Apache-2.0
package io.bindkey.telemetry;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** The same metrics for Micrometer, under the same names. */
final class MicrometerMeters implements Meters {

    private static final String POOL = "db.client.connection.pool.name";
    private static final String STATE = "db.client.connection.state";
    private static final String BIND = "bindkey.bind";
    private static final String OUTCOME = "bindkey.outcome";

    private final MeterRegistry registry;
    private final Set<Meter> registered = ConcurrentHashMap.newKeySet();

    MicrometerMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    private <M extends Meter> M kept(M meter) {
        registered.add(meter);
        return meter;
    }

    private Counter counter(String name, Tags tags) {
        return kept(registry.counter(name, tags));
    }

    private Timer timer(String name, Tags tags) {
        return kept(registry.timer(name, tags));
    }

    @Override
    public BindMeter of(String key) {
        return new OfBind(key);
    }

    @Override
    public void pool(String bind, String pool, PoolGauges figures) {
        Tags tags = Tags.of(POOL, pool, BIND, bind);
        gauge("db.client.connection.count", tags.and(STATE, "used"), figures, PoolGauges::used);
        gauge("db.client.connection.count", tags.and(STATE, "idle"), figures, PoolGauges::idle);
        gauge("db.client.connection.pending_requests", tags, figures, PoolGauges::pending);
        gauge("db.client.connection.max", tags, figures, PoolGauges::max);
        gauge("db.client.connection.idle.min", tags, figures, PoolGauges::minIdle);
    }

    /** One of an earlier pool of that name makes way. */
    private void gauge(String name, Tags tags, PoolGauges figures, ToDoubleFunction<PoolGauges> figure) {
        Meter earlier = registry.find(name).tags(tags).meter();
        if (earlier != null && registered.remove(earlier)) {
            registry.remove(earlier);
        }
        kept(Gauge.builder(name, figures, figure)
                .tags(tags)
                .strongReference(true)
                .register(registry));
    }

    @Override
    public void close() {
        registered.forEach(registry::remove);
        registered.clear();
    }

    /** The meters of one bind. */
    private final class OfBind implements BindMeter {

        private final String key;
        private final Timer waits;
        private final Map<Outcome, Counter> outcomes = new EnumMap<>(Outcome.class);

        private volatile Timer operations;

        OfBind(String key) {
            this.key = key;
            this.waits = timer("db.client.connection.wait_time", ofPool());
            this.operations = operations(DatabaseSystem.OTHER, "none");
            for (Outcome outcome : Outcome.values()) {
                outcomes.put(outcome, counter("bindkey.transactions", Tags.of(BIND, key, OUTCOME, outcome.word())));
            }
        }

        private Tags ofPool() {
            return Tags.of(POOL, key, BIND, key);
        }

        private Timer operations(String system, String error) {
            return timer(
                    "db.client.operation.duration", Tags.of("db.system.name", system, BIND, key, "error.type", error));
        }

        @Override
        public void reached(String system) {
            registry.remove(operations);
            registered.remove(operations);
            operations = operations(system, "none");
        }

        @Override
        public void executed(long nanos, @Nullable Throwable failure) {
            Timer known = operations;
            if (failure == null) {
                known.record(nanos, TimeUnit.NANOSECONDS);
            } else {
                operations(String.valueOf(known.getId().getTag("db.system.name")), ErrorType.of(failure))
                        .record(nanos, TimeUnit.NANOSECONDS);
            }
        }

        @Override
        public void acquired(long nanos) {
            waits.record(nanos, TimeUnit.NANOSECONDS);
        }

        @Override
        public void timedOut() {
            counter("db.client.connection.timeouts", ofPool()).increment();
        }

        @Override
        public void leaked() {
            counter("bindkey.connection.leaks", ofPool()).increment();
        }

        @Override
        public void ended(Outcome outcome) {
            Counter counter = outcomes.get(outcome);
            if (counter != null) {
                counter.increment();
            }
        }

        @Override
        public void refused(Refusal refusal) {
            counter("bindkey.refusals", Tags.of(BIND, key, "bindkey.refusal", refusal.word()))
                    .increment();
        }

        @Override
        public void schemaChanged(String operation, boolean failed) {
            counter(
                            "bindkey.schema.operations",
                            Tags.of(
                                    BIND,
                                    key,
                                    "bindkey.schema.operation",
                                    operation,
                                    OUTCOME,
                                    failed ? "failed" : "succeeded"))
                    .increment();
        }
    }
}
