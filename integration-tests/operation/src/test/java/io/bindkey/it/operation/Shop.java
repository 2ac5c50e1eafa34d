// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.operation;

import io.bindkey.Binds;
import io.bindkey.Bound;
import io.bindkey.deployment.BindKeyExtension;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.health.AsyncHealthCheckFactory;
import io.smallrye.health.SmallRyeHealthReporter;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.json.JsonObject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityTransaction;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

/** An application with three binds, in Java SE with MicroProfile Health. */
final class Shop implements AutoCloseable {

    private final SeContainer container;
    private final EntityManager router;

    private Shop(SeContainer container) {
        this.container = container;
        this.router =
                container.select(EntityManager.class, Bound.Literal.ROUTER).get();
    }

    static Shop open(Map<String, String> properties) {
        ConfigProviderResolver resolver = ConfigProviderResolver.instance();
        Config config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(properties, "shop", 100))
                .build();
        // What there was before is another shop's, or was made by itself; health asks for one at each check.
        resolver.releaseConfig(resolver.getConfig(Shop.class.getClassLoader()));
        resolver.registerConfig(config, Shop.class.getClassLoader());
        return new Shop(SeContainerInitializer.newInstance()
                .disableDiscovery()
                .addBeanClasses(SmallRyeHealthReporter.class, AsyncHealthCheckFactory.class, Clerk.class)
                .addExtensions(new BindKeyExtension())
                .initialize());
    }

    /** Something has to be a bean of the application's own. */
    static class Clerk {}

    Binds binds() {
        return container.select(Binds.class).get();
    }

    /** Writes in a transaction of its own. */
    void write(Object entity) {
        inRequest(() -> {
            EntityTransaction transaction = router.getTransaction();
            transaction.begin();
            try {
                router.persist(entity);
                transaction.commit();
            } finally {
                if (transaction.isActive()) {
                    transaction.rollback();
                }
            }
        });
    }

    private void inRequest(Runnable work) {
        Instance<RequestContextController> instance = container.select(RequestContextController.class);
        RequestContextController request = instance.get();
        request.activate();
        try {
            work.run();
        } finally {
            request.deactivate();
            instance.destroy(request);
        }
    }

    /** {@return what a probe of the platform is told} */
    JsonObject readiness() {
        return reporter().getReadiness().getPayload();
    }

    JsonObject liveness() {
        return reporter().getLiveness().getPayload();
    }

    JsonObject startup() {
        return reporter().getStartup().getPayload();
    }

    private SmallRyeHealthReporter reporter() {
        return container.select(SmallRyeHealthReporter.class).get();
    }

    /** {@return the check of one bind in such a payload} */
    static JsonObject check(JsonObject payload, String key) {
        return payload.getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .filter(check -> check.getString("name").equals("bind " + key))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No check of bind " + key + " in " + payload));
    }

    /** {@return the names of the checks in such a payload} */
    static List<String> names(JsonObject payload) {
        return payload.getJsonArray("checks").getValuesAs(JsonObject.class).stream()
                .map(check -> check.getString("name"))
                .toList();
    }

    @Override
    public void close() {
        if (container.isRunning()) {
            container.close();
        }
    }
}
