// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.repositories;

import io.bindkey.Bound;
import io.bindkey.SchemaOps;
import io.bindkey.deployment.BindKeyExtension;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.persistence.EntityManager;
import java.lang.annotation.Annotation;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

/** An application with three binds, in Java SE. */
final class Shop implements AutoCloseable {

    private static final AtomicInteger NEXT = new AtomicInteger();

    private final SeContainer container;
    private final int run;

    private Shop(SeContainer container, int run) {
        this.container = container;
        this.run = run;
    }

    /**
     * Starts one.
     *
     * @param properties beside the databases; one without a value is left out
     * @param beans of the application
     */
    static Shop open(Map<String, String> properties, Class<?>... beans) {
        int run = NEXT.incrementAndGet();
        Map<String, String> all = new HashMap<>();
        for (String key : List.of("default", "auth", "shop")) {
            all.put("binds." + key + ".url", url(key, run));
        }
        all.put("binds-defaults.schema.strategy", "create");
        all.put("binds-settings.transactions.recovery", "false");
        all.putAll(properties);
        all.values().removeIf(String::isEmpty);
        ConfigProviderResolver resolver = ConfigProviderResolver.instance();
        Config config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(all, "shop", 100))
                .build();
        resolver.releaseConfig(resolver.getConfig(Shop.class.getClassLoader()));
        resolver.registerConfig(config, Shop.class.getClassLoader());
        return new Shop(
                SeContainerInitializer.newInstance()
                        .disableDiscovery()
                        .addBeanClasses(beans)
                        .addExtensions(new BindKeyExtension())
                        .initialize(),
                run);
    }

    private static String url(String key, int run) {
        return "jdbc:h2:mem:repositories_" + key + run + ";DB_CLOSE_DELAY=-1";
    }

    <T> T get(Class<T> type, Annotation... qualifiers) {
        return container.select(type, qualifiers).get();
    }

    EntityManager router() {
        return get(EntityManager.class, Bound.Literal.ROUTER);
    }

    void empty() {
        get(SchemaOps.class).recreate();
    }

    /** Work that may throw anything. */
    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    void inRequest(Work work) throws Exception {
        RequestContextController request = get(RequestContextController.class);
        request.activate();
        try {
            work.run();
        } finally {
            request.deactivate();
        }
    }

    /** {@return how many rows a table of a bind has, for whoever has nothing to do with us} */
    long rows(String key, String table) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(key, run));
                ResultSet result = connection.createStatement().executeQuery("select count(*) from " + table)) {
            result.next();
            return result.getLong(1);
        }
    }

    @Override
    public void close() {
        container.close();
    }
}
