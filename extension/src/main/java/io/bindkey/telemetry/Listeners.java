// SPDX-License-Identifier: Apache-2.0
package io.bindkey.telemetry;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Finds out who listens: what is not on the class path is not missed. */
public final class Listeners {

    private static final Logger LOG = System.getLogger(Listeners.class.getName());

    private Listeners() {}

    /**
     * {@return what is told of binds}
     *
     * @param keys of the binds that something may be told of
     * @param beans finds the application's or the server's bean of a type
     */
    public static Telemetry find(Iterable<String> keys, Function<Class<?>, Optional<Object>> beans) {
        if (!keys.iterator().hasNext()) {
            return Telemetry.NONE;
        }
        List<Meters> meters = new ArrayList<>();
        Optional<OpenTelemetryApi> openTelemetry = isThere("io.opentelemetry.api.OpenTelemetry")
                ? found(() -> OpenTelemetryApi.find(beans))
                : Optional.empty();
        openTelemetry.flatMap(api -> found(api::meters)).ifPresent(meters::add);
        if (isThere("io.micrometer.core.instrument.MeterRegistry")) {
            found(() -> MicrometerRegistry.find(beans)).ifPresent(meters::add);
        }
        return new Telemetry(
                keys,
                meters,
                openTelemetry.flatMap(api -> found(api::spans)).orElse(null),
                isThere("jdk.jfr.Event") ? new FlightRecorderEvents() : null);
    }

    private static boolean isThere(String type) {
        try {
            Class.forName(type, false, Listeners.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** An application does without what cannot be used, such as another version of an API. */
    private static <T> Optional<T> found(Supplier<Optional<T>> finder) {
        try {
            return finder.get();
        } catch (RuntimeException | LinkageError e) {
            LOG.log(Level.WARNING, "BindKey does without telemetry that cannot be used: {0}", e.toString());
            return Optional.empty();
        }
    }
}
