// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.data.PointData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Extension;
import java.util.Map;

/** OpenTelemetry and Micrometer as beans of the application, which keep in memory what they are told. */
public final class Listening implements Extension, AutoCloseable {

    private final InMemoryMetricReader metrics = InMemoryMetricReader.create();
    private final InMemorySpanExporter spans = InMemorySpanExporter.create();
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
            .setMeterProvider(
                    SdkMeterProvider.builder().registerMetricReader(metrics).build())
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(spans))
                    .build())
            .build();

    private final boolean byOpenTelemetry;
    private final boolean byMicrometer;

    private Listening(boolean byOpenTelemetry, boolean byMicrometer) {
        this.byOpenTelemetry = byOpenTelemetry;
        this.byMicrometer = byMicrometer;
    }

    static Listening byBoth() {
        return new Listening(true, true);
    }

    public static Listening byOpenTelemetry() {
        return new Listening(true, false);
    }

    public static Listening byMicrometer() {
        return new Listening(false, true);
    }

    void addBeans(@Observes AfterBeanDiscovery event) {
        if (byOpenTelemetry) {
            event.<OpenTelemetry>addBean().types(OpenTelemetry.class).produceWith(any -> sdk);
        }
        if (byMicrometer) {
            event.<MeterRegistry>addBean().types(MeterRegistry.class).produceWith(any -> registry);
        }
    }

    OpenTelemetry openTelemetry() {
        return sdk;
    }

    InMemorySpanExporter spans() {
        return spans;
    }

    MeterRegistry registry() {
        return registry;
    }

    /** {@return all that there is, in words} */
    String all() {
        StringBuilder all = new StringBuilder();
        metrics.collectAllMetrics().forEach(all::append);
        spans.getFinishedSpanItems().forEach(all::append);
        registry.getMeters().forEach(meter -> all.append(meter.getId()).append(meter.measure()));
        return all.toString();
    }

    /**
     * {@return the sum of the points of a metric which have all of these attributes, or how many values there were}
     *
     * @param name of the metric
     * @param attributes by their names
     */
    long sum(String name, Map<String, String> attributes) {
        long sum = 0;
        for (MetricData metric : metrics.collectAllMetrics()) {
            if (metric.getName().equals(name)) {
                for (PointData point : metric.getData().getPoints()) {
                    sum += has(point.getAttributes(), attributes) ? value(point) : 0;
                }
            }
        }
        return sum;
    }

    /** {@return the same of points that lack an attribute} */
    long sumWithout(String name, Map<String, String> attributes, String missing) {
        long sum = 0;
        for (MetricData metric : metrics.collectAllMetrics()) {
            if (metric.getName().equals(name)) {
                for (PointData point : metric.getData().getPoints()) {
                    boolean lacks = point.getAttributes().get(AttributeKey.stringKey(missing)) == null;
                    sum += lacks && has(point.getAttributes(), attributes) ? value(point) : 0;
                }
            }
        }
        return sum;
    }

    /** {@return whether the metric is exported at all} */
    boolean has(String name) {
        return metrics.collectAllMetrics().stream()
                .anyMatch(metric -> metric.getName().equals(name));
    }

    private static long value(PointData point) {
        return point instanceof HistogramPointData histogram
                ? histogram.getCount()
                : ((LongPointData) point).getValue();
    }

    private static boolean has(Attributes there, Map<String, String> wanted) {
        return wanted.entrySet().stream()
                .allMatch(entry -> entry.getValue().equals(there.get(AttributeKey.stringKey(entry.getKey()))));
    }

    @Override
    public void close() {
        sdk.close();
        registry.close();
    }
}
