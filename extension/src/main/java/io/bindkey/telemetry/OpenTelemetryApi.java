// SPDX-License-Identifier: Apache-2.0
package io.bindkey.telemetry;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.metrics.MeterProvider;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import java.util.Optional;
import java.util.function.Function;

/** The OpenTelemetry of the application. */
final class OpenTelemetryApi {

    private static final String SCOPE = "io.bindkey";

    private final OpenTelemetry api;

    private OpenTelemetryApi(OpenTelemetry api) {
        this.api = api;
    }

    /** {@return the CDI bean, such as that of MicroProfile Telemetry, else the global one if somebody has set it} */
    static Optional<OpenTelemetryApi> find(Function<Class<?>, Optional<Object>> beans) {
        return beans.apply(OpenTelemetry.class)
                .map(OpenTelemetry.class::cast)
                .or(OpenTelemetryApi::global)
                .map(OpenTelemetryApi::new);
    }

    /** To ask for the global one would set it where nobody has, and nobody could any more. */
    private static Optional<OpenTelemetry> global() {
        try {
            return GlobalOpenTelemetry.isSet() ? Optional.of(GlobalOpenTelemetry.get()) : Optional.empty();
        } catch (NoSuchMethodError olderApi) {
            return Optional.empty();
        }
    }

    /** {@return what counts, if anybody wants to know} */
    Optional<Meters> meters() {
        return api.getMeterProvider() == MeterProvider.noop()
                ? Optional.empty()
                : Optional.of(new OpenTelemetryMeters(api.getMeterProvider().get(SCOPE)));
    }

    /** {@return what makes spans, if anybody wants any} */
    Optional<Spans> spans() {
        Tracer tracer = api.getTracerProvider().get(SCOPE);
        return api.getTracerProvider() == TracerProvider.noop()
                ? Optional.empty()
                : Optional.of(new OpenTelemetrySpans(tracer));
    }
}
