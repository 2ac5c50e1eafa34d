// SPDX-License-Identifier: Apache-2.0
package io.bindkey.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is there works, and what is not there is not missed. */
class ListenersTest {

    /** Has classes of its own of this room, and does not see what it must do without. */
    private static final class Without extends ClassLoader {

        private final List<String> hidden;

        Without(List<String> hidden) {
            super(ListenersTest.class.getClassLoader());
            this.hidden = hidden;
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (hidden.stream().anyMatch(name::startsWith)) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("io.bindkey.telemetry.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            return known == null ? define(name) : known;
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (file == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public InputStream getResourceAsStream(String name) {
            return ListenersTest.class.getClassLoader().getResourceAsStream(name);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "io.opentelemetry.",
                "io.micrometer.",
                "jdk.jfr.",
                "io.opentelemetry.,io.micrometer.,jdk.jfr.",
                // Half of an API is as good as none.
                "io.opentelemetry.api.GlobalOpenTelemetry,io.micrometer.core.instrument.Metrics"
            })
    void whatIsNotThereIsNotMissed(String hidden) throws ReflectiveOperationException {
        Class<?> listeners = new Without(List.of(hidden.split(","))).loadClass(Listeners.class.getName());
        List<Class<?>> asked = new ArrayList<>();
        Function<Class<?>, Optional<Object>> noBeans = type -> {
            asked.add(type);
            return Optional.empty();
        };
        Object telemetry =
                listeners.getMethod("find", Iterable.class, Function.class).invoke(null, List.of("auth"), noBeans);

        Object bind = telemetry.getClass().getMethod("of", String.class).invoke(telemetry, "auth");
        assertThat(bind.getClass().getMethod("isCounted").invoke(bind)).isEqualTo(false);
        assertThat(bind.getClass().getMethod("hearsWaits").invoke(bind)).isEqualTo(false);
        assertThat(telemetry.getClass().getMethod("beginTransaction").invoke(telemetry))
                .isNull();
        Object opening = bind.getClass().getMethod("beginOpening").invoke(bind);
        assertThat(opening).isNotNull();
        telemetry.getClass().getMethod("close").invoke(telemetry);
        assertThat(asked).extracting(Class::getName).noneMatch(name -> List.of(hidden.split(",")).stream()
                .anyMatch(name::startsWith));
    }

    /** Who asks for the global one sets it where nobody has, and after that the application could not any more. */
    @Test
    void theApplicationMayStillSetItsOpenTelemetry() {
        Listeners.find(List.of("auth"), type -> Optional.empty()).close();

        assertThat(GlobalOpenTelemetry.isSet()).isFalse();
    }

    @Test
    void whatDoesNothingCostsNothing() {
        Telemetry telemetry = Listeners.find(
                List.of("auth"),
                type -> type == OpenTelemetry.class ? Optional.of(OpenTelemetry.noop()) : Optional.empty());

        assertThat(telemetry.of("auth").isCounted()).isFalse();
        assertThat(telemetry.beginTransaction()).isNull();
    }

    @Test
    void whatCannotBeUsedIsDoneWithout() {
        Telemetry telemetry = Listeners.find(List.of("auth"), type -> {
            throw new IllegalStateException("a producer that fails");
        });

        assertThat(telemetry.of("auth").isCounted()).isFalse();
    }

    @Test
    void withoutBindsNobodyIsAsked() {
        assertThat(Listeners.find(List.of(), type -> {
                    throw new AssertionError("asked for " + type);
                }))
                .isSameAs(Telemetry.NONE);
    }
}
