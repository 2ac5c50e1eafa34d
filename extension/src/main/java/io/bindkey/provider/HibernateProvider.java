// SPDX-License-Identifier: Apache-2.0
package io.bindkey.provider;

import io.bindkey.config.UnitProperties;
import io.bindkey.message.ProviderProblems;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.spi.PersistenceProvider;
import jakarta.persistence.spi.PersistenceUnitInfo;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.hibernate.CacheMode;
import org.hibernate.FlushMode;
import org.hibernate.Session;
import org.hibernate.SessionFactory;
import org.hibernate.Version;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.cfg.Environment;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.jpa.boot.spi.IntegratorProvider;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;
import org.jspecify.annotations.Nullable;

/** Hibernate ORM 6.6 and 7. This class is touched only where Hibernate is the provider, so that the extension loads without it. */
record HibernateProvider(PersistenceProvider standard) implements Provider {

    private static final String USERNAME = "hibernate.connection.username";
    private static final String PASSWORD = "hibernate.connection.password";
    /** No set: WildFly Preview makes of each {@code javax} in an application's classes {@code jakarta}, also in texts. */
    private static final List<String> LOGIN = List.of(
            USERNAME,
            PASSWORD,
            "jakarta.persistence.jdbc.user",
            "jakarta.persistence.jdbc.password",
            "javax.persistence.jdbc.user",
            "javax.persistence.jdbc.password");

    private static final String COORDINATOR = "hibernate.transaction.coordinator_class";

    @Override
    public Map<String, String> unitProperties() {
        // The file that the JVM names would be read before anything that the factory is told.
        return Map.of("hibernate.cfg_xml_file", "");
    }

    @Override
    public Map<String, @Nullable Object> factoryProperties(
            PersistenceUnitInfo info,
            Map<String, String> users,
            MappingModel mapping,
            Optional<TransactionPlatform> transactions) {
        Map<String, @Nullable Object> properties = withoutForeign(info);
        properties.put("hibernate.integrator_provider", (IntegratorProvider) () -> List.of(new MappingKeeper(mapping)));
        // A read outside a transaction gives its connection back, and a transaction has one from its first statement to
        // its end. Hibernate's default without JTA would hold the first connection as long as the request lasts.
        properties.put("hibernate.connection.handling_mode", "DELAYED_ACQUISITION_AND_RELEASE_AFTER_TRANSACTION");
        transactions.ifPresent(services -> {
            properties.put("hibernate.transaction.jta.platform", new HibernateJtaPlatform(services));
            // After its last flush: the pool warns of each connection that is still in use at the commit.
            properties.put(
                    "hibernate.connection.handling_mode",
                    "DELAYED_ACQUISITION_AND_RELEASE_BEFORE_TRANSACTION_COMPLETION");
        });
        properties.putAll(users);
        return properties;
    }

    @Override
    public Map<String, String> nothingByItself() {
        Map<String, String> properties = new HashMap<>(Map.of(
                "jakarta.persistence.schema-generation.database.action", "none", ProviderRemoval.HIBERNATE, "none"));
        // On some databases, Hibernate would make helper tables with its factory.
        for (String kind : List.of("persistent", "global_temporary", "local_temporary")) {
            properties.put("hibernate.query.mutation_strategy." + kind + ".create_tables", "false");
            properties.put("hibernate.query.mutation_strategy." + kind + ".drop_tables", "false");
        }
        return properties;
    }

    @Override
    public Optional<String> remedy(String reason, String key, Optional<String> product) {
        return reason.contains("Unable to determine Dialect")
                ? Optional.of(
                        ProviderProblems.dialectRemedy(key, product.orElse("this database"), missingDialects(loader())))
                : Optional.empty();
    }

    @Override
    public boolean redirectSchema(Map<String, @Nullable Object> properties, SchemaRequests requests) {
        properties.put(SCHEMA_SERVICE, HibernateSchemaDoor.of(requests));
        return true;
    }

    @Override
    public boolean hasSchemaService() {
        return true;
    }

    @Override
    public Set<String> narrowing() {
        return Set.of(
                "hibernate.default_schema", "hibernate.default_catalog", "hibernate.hbm2ddl.schema_filter_provider");
    }

    @Override
    public Optional<ProviderRemoval> removal(Map<String, ?> properties) {
        return ProviderRemoval.in(
                properties,
                (name, value) -> ProviderRemoval.isOrQualifies(name, ProviderRemoval.HIBERNATE)
                        && !ProviderRemoval.HARMLESS.contains(value));
    }

    @Override
    public boolean showsMapping() {
        return true;
    }

    /** Hibernate would warn without one. */
    @Override
    public DataSource noDataSource() {
        return (DataSource) Proxy.newProxyInstance(
                HibernateProvider.class.getClassLoader(),
                new Class<?>[] {DataSource.class},
                (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == Object.class) {
                        return method.invoke(USERNAME, arguments);
                    }
                    throw new SQLException("A unit without its database has no connections");
                });
    }

    @Override
    public Map<String, String> offlineProperties() {
        Map<String, String> properties = new HashMap<>(nothingByItself());
        properties.put("hibernate.boot.allow_jdbc_metadata_access", "false");
        return properties;
    }

    @Override
    public boolean hasSessions() {
        return true;
    }

    @Override
    public Optional<String> criteriaBuilder() {
        return Optional.of("org.hibernate.query.criteria.HibernateCriteriaBuilder");
    }

    @Override
    public boolean isToldProduct(Map<String, String> users) {
        return Provider.super.isToldProduct(users) || users.containsKey("hibernate.dialect");
    }

    /** It does, unless it is told that connections come with auto-commit off. */
    @Override
    public boolean connectsAtBegin(Map<String, String> users) {
        return !users.containsKey("hibernate.connection.provider_disables_autocommit");
    }

    @Override
    public void flushBeforeCommit(EntityManager entityManager) {
        Session session = entityManager.unwrap(Session.class);
        if (session.getHibernateFlushMode() != FlushMode.MANUAL) {
            session.flush();
        }
    }

    /** Without a second flush, which would look through all that the session holds. */
    @Override
    public void commitFlushed(EntityManager entityManager) {
        Session session = entityManager.unwrap(Session.class);
        FlushMode before = session.getHibernateFlushMode();
        session.setHibernateFlushMode(FlushMode.MANUAL);
        try {
            session.getTransaction().commit();
        } finally {
            if (session.isOpen()) {
                session.setHibernateFlushMode(before);
            }
        }
    }

    @Override
    public boolean readsOnConnections() {
        return true;
    }

    @Override
    public EntityManager openToRead(EntityManagerFactory factory, Connection connection, boolean mayBeStale) {
        Session session = factory.unwrap(SessionFactory.class)
                .withOptions()
                .connection(connection)
                .flushMode(FlushMode.MANUAL)
                .openSession();
        session.setDefaultReadOnly(true);
        if (mayBeStale) {
            session.setCacheMode(CacheMode.GET);
        }
        return session;
    }

    @Override
    public Runnable flushNothing(EntityManager entityManager) {
        Session session = entityManager.unwrap(Session.class);
        FlushMode before = session.getHibernateFlushMode();
        session.setHibernateFlushMode(FlushMode.MANUAL);
        return () -> session.setHibernateFlushMode(before);
    }

    @Override
    public boolean isConnected(EntityManager session) {
        return session.unwrap(SharedSessionContractImplementor.class)
                .getJdbcCoordinator()
                .getLogicalConnection()
                .isPhysicallyConnected();
    }

    @Override
    public void forgetRows(EntityManagerFactory factory) {
        factory.getCache().evictAll();
        HibernateMemory.forget(factory);
    }

    @Override
    public void forgetClasses(Collection<Class<?>> classes) {
        HibernateAnnotationCache.forget(classes, loader());
    }

    /** {@return the artifact with the dialects that Hibernate itself has not, if it is not on the class path} */
    private static Optional<String> missingDialects(ClassLoader loader) {
        try {
            Class.forName("org.hibernate.community.dialect.SQLiteDialect", false, loader);
            return Optional.empty();
        } catch (ClassNotFoundException | LinkageError missing) {
            return Optional.of("org.hibernate.orm:hibernate-community-dialects:" + Version.getVersionString());
        }
    }

    /**
     * {@return what keeps from the factory the properties of the JVM that are the bind's own affair: null takes one away}
     *
     * <p>Hibernate begins with the system properties, and with {@code hibernate.properties} on the class path.
     */
    private static Map<String, @Nullable Object> withoutForeign(PersistenceUnitInfo info) {
        Map<String, @Nullable Object> settings = new HashMap<>();
        Environment.getProperties().stringPropertyNames().stream()
                .filter(UnitProperties::isForeign)
                // Those of the unit are over these, and a null would be over both.
                .filter(name -> !name.endsWith("DataSource"))
                .forEach(name -> settings.put(name, null));
        if (settings.keySet().stream().anyMatch(LOGIN::contains)) {
            // Hibernate forgets these before it takes the others away.
            settings.put(USERNAME, "");
            settings.put(PASSWORD, "");
        }
        if (settings.containsKey(COORDINATOR)) {
            // Hibernate makes its choice before it takes the other one away.
            settings.put(COORDINATOR, info.getJtaDataSource() == null ? "jdbc" : "jta");
        }
        return settings;
    }

    /**
     * Keeps what schema operations need: the factory itself does not give it away.
     *
     * <p>No record: Hibernate puts it into a set, and on JDK 17 the virtual machine keeps the last record component class
     * that was hashed, and so the class loader of an application that has ended.
     */
    private static final class MappingKeeper implements Integrator {

        private final MappingModel mapping;

        MappingKeeper(MappingModel mapping) {
            this.mapping = mapping;
        }

        @Override
        public void integrate(Metadata metadata, BootstrapContext bootstrap, SessionFactoryImplementor sessionFactory) {
            mapping.set(metadata);
        }

        @Override
        public void disintegrate(
                SessionFactoryImplementor sessionFactory, SessionFactoryServiceRegistry serviceRegistry) {
            mapping.set(null);
        }
    }
}
