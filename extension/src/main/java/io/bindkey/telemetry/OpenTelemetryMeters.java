// SPDX-License-Identifier: Apache-2.0
package io.bindkey.telemetry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.DoubleHistogramBuilder;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongUpDownCounterBuilder;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.metrics.ObservableLongUpDownCounter;
import io.opentelemetry.context.Context;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Metrics for OpenTelemetry, by the names of its semantic conventions for database clients where these have one. What is the same
 * for nearly each call is counted here, and told as the metrics are collected: to tell it each time would cost half as much again.
 */
final class OpenTelemetryMeters implements Meters {

    static final AttributeKey<String> BIND = AttributeKey.stringKey("bindkey.bind");
    private static final AttributeKey<String> POOL = AttributeKey.stringKey("db.client.connection.pool.name");
    private static final AttributeKey<String> STATE = AttributeKey.stringKey("db.client.connection.state");
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("db.system.name");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> OUTCOME = AttributeKey.stringKey("bindkey.outcome");
    private static final AttributeKey<String> REFUSAL = AttributeKey.stringKey("bindkey.refusal");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("bindkey.schema.operation");

    /** Those of the conventions, in seconds. */
    private static final List<Double> BUCKETS = List.of(0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 10.0);

    private final DoubleHistogram operations;
    private final DoubleHistogram waits;
    private final LongCounter timeouts;
    private final LongCounter leaks;
    private final LongCounter transactions;
    private final LongCounter refusals;
    private final LongCounter schemaOperations;
    private final List<ObservableLongUpDownCounter> observed = new ArrayList<>();
    private final Map<String, Pool> pools = new ConcurrentHashMap<>();
    private final List<OfBind> binds = new CopyOnWriteArrayList<>();

    OpenTelemetryMeters(Meter meter) {
        operations = histogram(meter, "db.client.operation.duration", "Duration of database client operations.");
        waits = histogram(
                meter,
                "db.client.connection.wait_time",
                "The time it took to obtain an open connection from the pool.");
        timeouts = counter(
                meter,
                "db.client.connection.timeouts",
                "{timeout}",
                "The number of connection timeouts that have occurred trying to obtain a connection from the pool.");
        leaks = counter(
                meter, "bindkey.connection.leaks", "{connection}", "The number of connections held for too long.");
        transactions = counter(
                meter,
                "bindkey.transactions",
                "{transaction}",
                "The number of transactions that have ended, by the binds that took part.");
        refusals = counter(
                meter, "bindkey.refusals", "{refusal}", "The number of calls refused for concerning several binds.");
        schemaOperations =
                counter(meter, "bindkey.schema.operations", "{operation}", "The number of schema operations.");
        observe(meter, "db.client.connection.count", "The number of connections by their state.", pool -> 0);
        observe(
                meter,
                "db.client.connection.pending_requests",
                "The number of current pending requests for an open connection.",
                PoolGauges::pending);
        observe(meter, "db.client.connection.max", "The maximum number of open connections allowed.", PoolGauges::max);
        observe(
                meter,
                "db.client.connection.idle.min",
                "The minimum number of idle open connections allowed.",
                PoolGauges::minIdle);
    }

    private static DoubleHistogram histogram(Meter meter, String name, String description) {
        DoubleHistogramBuilder builder =
                meter.histogramBuilder(name).setUnit("s").setDescription(description);
        try {
            builder.setExplicitBucketBoundariesAdvice(BUCKETS);
        } catch (NoSuchMethodError older) {
            // Before 1.32, as in Payara 6: the buckets are those that whoever reads them has set.
        }
        return builder.build();
    }

    private static LongCounter counter(Meter meter, String name, String unit, String description) {
        return meter.counterBuilder(name)
                .setUnit(unit)
                .setDescription(description)
                .build();
    }

    private void observe(Meter meter, String name, String description, ToLongFunction<PoolGauges> figure) {
        LongUpDownCounterBuilder builder = meter.upDownCounterBuilder(name).setDescription(description);
        boolean byState = name.endsWith(".count");
        observed.add(builder.setUnit(name.endsWith("requests") ? "{request}" : "{connection}")
                .buildWithCallback(measurement -> {
                    if (byState) {
                        binds.forEach(OfBind::tell);
                    }
                    for (Pool pool : pools.values()) {
                        if (byState) {
                            measurement.record(pool.figures.used(), pool.used);
                            measurement.record(pool.figures.idle(), pool.idle);
                        } else {
                            measurement.record(figure.applyAsLong(pool.figures), pool.attributes);
                        }
                    }
                }));
    }

    /** One pool, whose figures are read when somebody asks for them. */
    private static final class Pool {

        private final PoolGauges figures;
        private final Attributes attributes;
        private final Attributes used;
        private final Attributes idle;

        Pool(String bind, String name, PoolGauges figures) {
            this.figures = figures;
            this.attributes = Attributes.of(POOL, name, BIND, bind);
            this.used = Attributes.of(POOL, name, BIND, bind, STATE, "used");
            this.idle = Attributes.of(POOL, name, BIND, bind, STATE, "idle");
        }
    }

    /** Counts what is told later. */
    private static final class Tally {

        private final LongAdder count = new LongAdder();
        private final AtomicLong taken = new AtomicLong();

        void add() {
            count.increment();
        }

        /** {@return how many there were since the last time} */
        long take() {
            long all = count.sum();
            return all - taken.getAndAccumulate(all, Math::max);
        }
    }

    @Override
    public BindMeter of(String key) {
        OfBind bind = new OfBind(key);
        binds.add(bind);
        return bind;
    }

    @Override
    public void pool(String bind, String pool, PoolGauges figures) {
        pools.put(pool, new Pool(bind, pool, figures));
    }

    @Override
    public void close() {
        binds.forEach(OfBind::tell);
        observed.forEach(ObservableLongUpDownCounter::close);
        pools.clear();
    }

    /** The counters with the attributes of one bind, which are made once. */
    private final class OfBind implements BindMeter {

        private final String key;
        private final Attributes ofPool;
        private final Map<Outcome, Tally> outcomes = new EnumMap<>(Outcome.class);

        /** Connections for which nobody had to wait. */
        private final Tally atHand = new Tally();

        private volatile Attributes succeeded;

        OfBind(String key) {
            this.key = key;
            this.ofPool = Attributes.of(POOL, key, BIND, key);
            this.succeeded = Attributes.of(SYSTEM, DatabaseSystem.OTHER, BIND, key);
            for (Outcome outcome : Outcome.values()) {
                outcomes.put(outcome, new Tally());
            }
        }

        @Override
        public void reached(String system) {
            succeeded = Attributes.of(SYSTEM, system, BIND, key);
        }

        @Override
        public void executed(long nanos, @Nullable Throwable failure) {
            Attributes attributes = succeeded;
            operations.record(
                    nanos / 1e9,
                    failure == null
                            ? attributes
                            : attributes.toBuilder()
                                    .put(ERROR, ErrorType.of(failure))
                                    .build());
        }

        @Override
        public void acquired(long nanos) {
            if (nanos == 0) {
                atHand.add();
            } else {
                waits.record(nanos / 1e9, ofPool, Context.root());
            }
        }

        @Override
        public void timedOut() {
            timeouts.add(1, ofPool);
        }

        @Override
        public void leaked() {
            leaks.add(1, ofPool);
        }

        @Override
        public void ended(Outcome outcome) {
            Tally tally = outcomes.get(outcome);
            if (tally != null) {
                tally.add();
            }
        }

        void tell() {
            outcomes.forEach((outcome, tally) -> {
                long ended = tally.take();
                if (ended > 0) {
                    transactions.add(ended, Attributes.of(BIND, key, OUTCOME, outcome.word()), Context.root());
                }
            });
            for (long left = atHand.take(); left > 0; left--) {
                waits.record(0, ofPool, Context.root());
            }
        }

        @Override
        public void refused(Refusal refusal) {
            refusals.add(1, Attributes.of(BIND, key, REFUSAL, refusal.word()));
        }

        @Override
        public void schemaChanged(String operation, boolean failed) {
            schemaOperations.add(
                    1, Attributes.of(BIND, key, OPERATION, operation, OUTCOME, failed ? "failed" : "succeeded"));
        }
    }
}
