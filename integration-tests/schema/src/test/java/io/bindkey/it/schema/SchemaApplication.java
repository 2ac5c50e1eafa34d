// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema;

import io.bindkey.BindsDeploymentException;
import io.bindkey.Bound;
import io.bindkey.SchemaOps;
import io.bindkey.deployment.BindKeyExtension;
import io.bindkey.it.databases.PhysicalDatabase;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.persistence.EntityManager;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

/** An application over the binds that a test gives a database; the others are switched off. */
final class SchemaApplication implements AutoCloseable {

    static final String SHAPES = "shapes";
    static final String SEEDS = "seeds";
    static final String GUEST = "guest";
    static final String ECLIPSE = "eclipse";
    static final String TYPES = "types";
    static final String ONE = "one";
    static final String OTHER = "other";
    static final String NORTH = "north";
    static final String SOUTH = "south";
    static final String STORE = "store";
    static final String DEPOT = "depot";
    static final String FLYWAY = "flyway";
    static final String LIQUIBASE = "liquibase";

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final SeContainer container;

    private SchemaApplication(SeContainer container) {
        this.container = container;
    }

    /** A database in memory that nobody else uses, and that stays until the JVM ends. */
    static PhysicalDatabase freshH2() {
        return PhysicalDatabase.of("jdbc:h2:mem:schema" + DATABASES.incrementAndGet() + ";DB_CLOSE_DELAY=-1");
    }

    static Builder on(String key, PhysicalDatabase database) {
        return new Builder().and(key, database);
    }

    static Builder onDataSource(String key, PhysicalDatabase database) {
        return new Builder().andByDataSource(key, database);
    }

    static final class Builder {

        private final Map<String, String> properties = new LinkedHashMap<>();
        private final List<Class<?>> beans = new ArrayList<>(List.of(SchemaApplication.class));
        private final Map<String, DataSource> dataSources = new LinkedHashMap<>();

        private Builder() {
            for (String key : List.of(
                    SHAPES, SEEDS, GUEST, ECLIPSE, TYPES, STORE, DEPOT, FLYWAY, LIQUIBASE, ONE, OTHER, NORTH, SOUTH)) {
                properties.put("binds." + key + ".url", "jdbc:h2:mem:unused");
                properties.put("binds." + key + ".active", "false");
            }
            // On SQLite Hibernate makes helper tables at start.
            String strategy = "binds-defaults.properties.\"hibernate.query.mutation_strategy";
            properties.put(strategy + "\"", "org.hibernate.query.sqm.mutation.internal.inline.InlineMutationStrategy");
            properties.put(strategy + ".persistent.create_tables\"", "false");
        }

        Builder and(String key, PhysicalDatabase database) {
            properties.remove("binds." + key + ".active");
            with("binds." + key + ".url", database.url());
            if (!database.username().isEmpty()) {
                with("binds." + key + ".username", database.username());
                with("binds." + key + ".password", database.password());
            }
            return this;
        }

        /** Instead of a url, the CDI bean of that name. */
        Builder andDataSource(String key, String name) {
            properties.remove("binds." + key + ".active");
            properties.remove("binds." + key + ".url");
            return with("binds." + key + ".datasource", name);
        }

        /** Like {@link #and}, but by a data source that the application has made, for each database one. */
        Builder andByDataSource(String key, PhysicalDatabase database) {
            String name = "source of " + database.url();
            dataSources.put(name, NamedDataSources.of(database));
            return andDataSource(key, name);
        }

        /** By a data source that a test has made. */
        Builder andByDataSource(String key, DataSource dataSource) {
            dataSources.put("source of " + key, dataSource);
            return andDataSource(key, "source of " + key);
        }

        Builder with(String property, String value) {
            properties.put(property, value);
            return this;
        }

        Builder mayDrop() {
            return with("binds-defaults.schema.allow-drop", "true");
        }

        Builder withBean(Class<?> bean) {
            beans.add(bean);
            return this;
        }

        SchemaApplication start() {
            ConfigProviderResolver resolver = ConfigProviderResolver.instance();
            Config config = new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .withSources(new PropertiesConfigSource(properties, "test", 100))
                    .build();
            resolver.registerConfig(config, SchemaApplication.class.getClassLoader());
            try {
                return new SchemaApplication(SeContainerInitializer.newInstance()
                        .disableDiscovery()
                        .addBeanClasses(beans.toArray(Class<?>[]::new))
                        .addExtensions(new BindKeyExtension(), new NamedDataSources(dataSources))
                        .initialize());
            } finally {
                // It is read at start only.
                resolver.releaseConfig(config);
            }
        }

        /** {@return what the deployment is refused with} */
        BindsDeploymentException refused() {
            try (SchemaApplication started = start()) {
                throw new AssertionError("It started, with " + started.container);
            } catch (RuntimeException e) {
                for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                    if (cause instanceof BindsDeploymentException refusal) {
                        return refusal;
                    }
                }
                throw e;
            }
        }
    }

    <T> T get(Class<T> type, Annotation... qualifiers) {
        return container.select(type, qualifiers).get();
    }

    SchemaOps schema() {
        return get(SchemaOps.class);
    }

    /** Runs something in a transaction of the router. */
    void inTransaction(Consumer<EntityManager> work) {
        RequestContextController request =
                container.select(RequestContextController.class).get();
        request.activate();
        try {
            EntityManager em = get(EntityManager.class, Bound.Literal.ROUTER);
            em.getTransaction().begin();
            work.accept(em);
            em.getTransaction().commit();
        } finally {
            request.deactivate();
        }
    }

    /** {@return the one element that there is} */
    static <T> T only(List<T> list) {
        if (list.size() != 1) {
            throw new AssertionError("Not one, but " + new ArrayList<>(list));
        }
        return list.get(0);
    }

    @Override
    public void close() {
        container.close();
    }
}
