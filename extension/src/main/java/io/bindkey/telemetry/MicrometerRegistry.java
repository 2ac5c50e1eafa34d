// SPDX-License-Identifier: Apache-2.0
package io.bindkey.telemetry;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Metrics;
import java.util.Optional;
import java.util.function.Function;

/** The registry of the application. */
final class MicrometerRegistry {

    private MicrometerRegistry() {}

    /** {@return meters in the CDI bean, else in the global registry if somebody has put one into it} */
    static Optional<Meters> find(Function<Class<?>, Optional<Object>> beans) {
        Optional<MeterRegistry> bean = beans.apply(MeterRegistry.class).map(MeterRegistry.class::cast);
        return bean.or(() -> Metrics.globalRegistry.getRegistries().isEmpty()
                        ? Optional.empty()
                        : Optional.of(Metrics.globalRegistry))
                .map(MicrometerMeters::new);
    }
}
