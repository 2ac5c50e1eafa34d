// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import com.arjuna.ats.jta.cdi.TransactionExtension;
import io.bindkey.BindKey;
import io.bindkey.BindsDeploymentException;
import io.bindkey.Bound;
import io.bindkey.SchemaOps;
import io.bindkey.deployment.BindKeyExtension;
import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.scenarios.model.shared.Currency;
import io.bindkey.it.scenarios.model.shared.Journal;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.se.SeContainer;
import jakarta.enterprise.inject.se.SeContainerInitializer;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityTransaction;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * The application in Java SE, with the properties and beans that a test gives to it. Its persistence classes are all
 * those on the class path: nobody lists them.
 */
public final class Application implements AutoCloseable {

    public static final String DEFAULT = BindKey.DEFAULT;
    public static final String META = "meta";
    public static final String AUTH = "auth";

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private final SeContainer container;
    private final Map<String, PhysicalDatabase> databases;

    private Application(SeContainer container, Map<String, PhysicalDatabase> databases) {
        this.container = container;
        this.databases = databases;
    }

    public static Builder configured() {
        return new Builder();
    }

    /** Three binds on three H2 databases in memory, which end with the application. */
    public static Builder onH2() {
        return configured().withH2(DEFAULT).withH2(META).withH2(AUTH);
    }

    /** A database in memory that nobody else uses, with the mode that the platform's provider wants. */
    public static PhysicalDatabase freshH2(String key) {
        return PhysicalDatabase.of(
                "jdbc:h2:mem:" + key + DATABASES.incrementAndGet() + System.getProperty("platform.h2", ""));
    }

    /** What is set after the start can be seen, too, by who asks for it then. */
    private record LiveSource(Map<String, String> properties) implements ConfigSource {

        @Override
        public Set<String> getPropertyNames() {
            return properties.keySet();
        }

        @Override
        public @Nullable String getValue(String name) {
            return properties.get(name);
        }

        @Override
        public String getName() {
            return "test";
        }
    }

    /** Collects what the application is started with. */
    public static final class Builder {

        /** The interceptors behind {@code @Transactional}; Narayana's jar is no bean archive. */
        private static final String INTERCEPTORS = "com.arjuna.ats.jta.cdi.transactional.TransactionalInterceptor";

        private final Map<String, String> properties = new ConcurrentHashMap<>();
        private final Map<String, PhysicalDatabase> databases = new LinkedHashMap<>();
        private final List<Class<?>> beans = new ArrayList<>(List.of(Currency.class, Journal.class));
        private final List<Extension> extensions = new ArrayList<>(List.of(new BindKeyExtension()));

        private Builder() {}

        public Builder with(String property, String value) {
            properties.put(property, value);
            return this;
        }

        public Builder withDatabase(String key, PhysicalDatabase database) {
            databases.put(key, database);
            with("binds." + key + ".url", database.url());
            if (!database.username().isEmpty()) {
                with("binds." + key + ".username", database.username());
                with("binds." + key + ".password", database.password());
            }
            return this;
        }

        public Builder withH2(String key) {
            return withDatabase(key, freshH2(key));
        }

        public Builder withBeans(Class<?>... classes) {
            beans.addAll(List.of(classes));
            return this;
        }

        public Builder withExtension(Extension extension) {
            extensions.add(extension);
            return this;
        }

        /** Narayana is on the class path, so this has to be said. */
        public Builder resourceLocal() {
            return with("binds-defaults.transaction", "resource-local");
        }

        /** Lets {@code @Transactional} work. */
        public Builder withTransactional() {
            extensions.add(new TransactionExtension());
            for (String kind : List.of("Mandatory", "Never", "NotSupported", "Required", "RequiresNew", "Supports")) {
                try {
                    beans.add(Class.forName(INTERCEPTORS + kind));
                } catch (ClassNotFoundException e) {
                    throw new IllegalStateException("Narayana has changed", e);
                }
            }
            return this;
        }

        /** Every bind makes its tables at start. */
        public Builder withTables() {
            return with("binds-defaults.schema.strategy", "create");
        }

        /** The same, by what every provider does by itself; a platform may have to correct it with a script. */
        public Builder withTablesOfTheProvider() {
            String generation = "properties.\"jakarta.persistence.schema-generation.";
            String script = System.getProperty("platform.meta.script");
            if (script != null) {
                with("binds.meta." + generation + "create-source\"", "metadata-then-script");
                with("binds.meta." + generation + "create-script-source\"", script);
            }
            return with("binds-defaults." + generation + "database.action\"", "create");
        }

        /**
         * On SQLite Hibernate makes tables of its own at start, for bulk statements over entities of several tables or
         * with emulated sequences. These properties do without them.
         */
        public Builder withoutHelperTables() {
            String strategy = "binds-defaults.properties.\"hibernate.query.mutation_strategy";
            return with(strategy + "\"", "org.hibernate.query.sqm.mutation.internal.inline.InlineMutationStrategy")
                    .with(strategy + ".persistent.create_tables\"", "false");
        }

        public Application start() {
            ConfigProviderResolver resolver = ConfigProviderResolver.instance();
            Config config = new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .withSources(new LiveSource(properties))
                    .build();
            resolver.registerConfig(config, Application.class.getClassLoader());
            try {
                SeContainerInitializer initializer = SeContainerInitializer.newInstance()
                        .disableDiscovery()
                        .addBeanClasses(beans.toArray(Class<?>[]::new))
                        .addExtensions(extensions.toArray(Extension[]::new));
                return new Application(initializer.initialize(), databases);
            } finally {
                // It is read at start only.
                resolver.releaseConfig(config);
            }
        }

        /** {@return what the deployment is refused with} */
        public BindsDeploymentException refused() {
            try (Application started = start()) {
                throw new AssertionError("It started, with " + started.databases);
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

    public <T> T get(Class<T> type, Annotation... qualifiers) {
        return container.select(type, qualifiers).get();
    }

    public EntityManager router() {
        return get(EntityManager.class, Bound.Literal.ROUTER);
    }

    public EntityManager entityManager(String key) {
        return get(EntityManager.class, Bound.Literal.of(key));
    }

    public SchemaOps schema() {
        return get(SchemaOps.class);
    }

    /** {@return the database behind a bind, looked at by plain JDBC} */
    public PhysicalDatabase database(String key) {
        PhysicalDatabase database = databases.get(key);
        if (database == null) {
            throw new IllegalArgumentException("No database was given for bind '" + key + "'");
        }
        return database;
    }

    /** Empties the tables of the H2 databases, but those that number rows. */
    public void emptyTables() {
        databases.values().forEach(database -> {
            String deletes = database.tables().stream()
                    .filter(table -> !table.equals("user_ids"))
                    .map(table -> "delete from " + table + ";")
                    .collect(Collectors.joining());
            database.execute("set referential_integrity false;" + deletes + "set referential_integrity true");
        });
    }

    /** {@return one row after another, each as its values in words with a comma between} */
    public List<String> rows(String key, String sql) {
        return database(key).rows(sql).stream()
                .map(row -> String.join(",", row.stream().map(String::valueOf).toList()))
                .toList();
    }

    /** Runs something in a request context of its own. */
    public void inRequest(Runnable work) {
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

    /** {@return what something gives in a request context of its own} */
    public <T> T resultInRequest(Function<EntityManager, T> work) {
        List<T> results = new ArrayList<>(1);
        inRequest(() -> results.add(work.apply(router())));
        return results.get(0);
    }

    /** Runs something in a request and a transaction of the router, which is rolled back when it throws. */
    public void inTransaction(Consumer<EntityManager> work) {
        inRequest(() -> inTransaction(router(), work));
    }

    /** The same in the current request. */
    static void inTransaction(EntityManager em, Consumer<EntityManager> work) {
        EntityTransaction transaction = em.getTransaction();
        transaction.begin();
        try {
            work.accept(em);
            transaction.commit();
        } finally {
            if (transaction.isActive()) {
                transaction.rollback();
            }
        }
    }

    @Override
    public void close() {
        container.close();
    }
}
