// SPDX-License-Identifier: Apache-2.0
package io.bindkey.operation;

import io.bindkey.config.BindSettings;
import io.bindkey.config.OperationSettings.Health;
import io.bindkey.unit.Unit;
import io.bindkey.unit.Units;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import java.lang.annotation.Annotation;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;

/** Registers one health check for each bind, where MicroProfile Health is visible. */
public final class HealthChecks {

    private static final String API = "org.eclipse.microprofile.health.HealthCheck";

    private HealthChecks() {}

    /** {@return whether the API can be seen from here} */
    public static boolean areVisible() {
        try {
            Class.forName(API, false, HealthChecks.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError notHere) {
            return false;
        }
    }

    /**
     * Registers that of one bind, of the kind that it is configured for; the API is visible.
     *
     * @param beanClass a class of the application's in a bean archive: WildFly finds no check that belongs to another JAR
     * @param units asked for with each check
     */
    public static void register(
            AfterBeanDiscovery event, BindSettings bind, Class<?> beanClass, Supplier<Units> units) {
        if (bind.active()) {
            qualifier(bind.operation().health()).ifPresent(kind -> event.addBean()
                    .id("bindkey:HealthCheck:" + bind.key())
                    .scope(ApplicationScoped.class)
                    .types(HealthCheck.class, Object.class)
                    .qualifiers(kind)
                    .createWith(creation -> new Check(bind.key(), units)));
        }
    }

    private static Optional<Annotation> qualifier(Health kind) {
        return switch (kind) {
            case READINESS -> Optional.of(Readiness.Literal.INSTANCE);
            case LIVENESS -> Optional.of(Liveness.Literal.INSTANCE);
            case STARTUP -> Optional.of(Startup.Literal.INSTANCE);
            case OFF -> Optional.empty();
        };
    }

    /** Stateless; the client proxy of its scope needs a constructor without arguments, where the interface is not enough. */
    private record Check(String key, Supplier<Units> units) implements HealthCheck {

        @Override
        public HealthCheckResponse call() {
            Units all = units.get();
            Unit unit = all.find(key).orElseThrow();
            BindHealth health = BindHealth.of(unit, all);
            HealthCheckResponseBuilder response =
                    HealthCheckResponse.named("bind " + key).status(health.isUp());
            health.data().forEach(response::withData);
            return response.build();
        }
    }
}
