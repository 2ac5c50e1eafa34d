// SPDX-License-Identifier: Apache-2.0
package io.bindkey.operation;

import io.bindkey.config.BindSettings;
import io.bindkey.config.OperationSettings.Health;
import io.bindkey.unit.Unit;
import io.bindkey.unit.Units;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.spi.CreationalContext;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.spi.AfterBeanDiscovery;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.InjectionPoint;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;
import org.eclipse.microprofile.health.Startup;
import org.jspecify.annotations.Nullable;

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
            qualifier(bind.operation().health())
                    .ifPresent(kind -> event.addBean(new CheckBean(beanClass, kind, new Check(bind.key(), units))));
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

    /** Stateless. */
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

    /** Written by hand: what is made by a configurator belongs to the archive of the extension on Weld, whatever its class. */
    private record CheckBean(Class<?> beanClass, Annotation kind, Check check) implements Bean<HealthCheck> {

        @Override
        public Class<?> getBeanClass() {
            return beanClass;
        }

        @Override
        public Set<Type> getTypes() {
            return Set.of(HealthCheck.class, Object.class);
        }

        @Override
        public Set<Annotation> getQualifiers() {
            return Set.of(kind, Any.Literal.INSTANCE);
        }

        @Override
        public Class<? extends Annotation> getScope() {
            return Dependent.class;
        }

        @Override
        public HealthCheck create(CreationalContext<HealthCheck> context) {
            return check;
        }

        @Override
        public void destroy(HealthCheck instance, CreationalContext<HealthCheck> context) {
            context.release();
        }

        @Override
        public @Nullable String getName() {
            return null;
        }

        @Override
        public Set<Class<? extends Annotation>> getStereotypes() {
            return Set.of();
        }

        @Override
        public boolean isAlternative() {
            return false;
        }

        @Override
        public Set<InjectionPoint> getInjectionPoints() {
            return Set.of();
        }
    }
}
