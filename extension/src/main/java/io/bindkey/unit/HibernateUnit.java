// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.config.UnitProperties;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.Version;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.spi.BootstrapContext;
import org.hibernate.cfg.Environment;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.engine.spi.SharedSessionContractImplementor;
import org.hibernate.engine.transaction.jta.platform.internal.AbstractJtaPlatform;
import org.hibernate.integrator.spi.Integrator;
import org.hibernate.jpa.boot.spi.IntegratorProvider;
import org.hibernate.service.spi.SessionFactoryServiceRegistry;
import org.jspecify.annotations.Nullable;

/**
 * What Hibernate needs beyond the standard. This class is touched only where Hibernate is the provider, so that the
 * extension loads without it.
 */
public final class HibernateUnit {

    private static final String USERNAME = "hibernate.connection.username";
    private static final String PASSWORD = "hibernate.connection.password";
    private static final Set<String> LOGIN = Set.of(
            USERNAME,
            PASSWORD,
            "jakarta.persistence.jdbc.user",
            "jakarta.persistence.jdbc.password",
            "javax.persistence.jdbc.user",
            "javax.persistence.jdbc.password");
    private static final String COORDINATOR = "hibernate.transaction.coordinator_class";

    private HibernateUnit() {}

    /**
     * {@return settings for the factory}
     *
     * @param mapping receives Hibernate's mapping model once the factory is built
     * @param transactions the transaction manager for a unit under JTA
     */
    static Map<String, Object> settings(MappingModel mapping, Optional<TransactionPlatform> transactions) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("hibernate.integrator_provider", (IntegratorProvider) () -> List.of(new MappingKeeper(mapping)));
        // A read outside a transaction gives its connection back, and a transaction has one from its first statement to
        // its end. Hibernate's default without JTA would hold the first connection as long as the request lasts.
        settings.put("hibernate.connection.handling_mode", "DELAYED_ACQUISITION_AND_RELEASE_AFTER_TRANSACTION");
        transactions.ifPresent(services -> {
            settings.put("hibernate.transaction.jta.platform", new JtaPlatform(services));
            // After its last flush: the pool warns of each connection that is still in use at the commit.
            settings.put(
                    "hibernate.connection.handling_mode",
                    "DELAYED_ACQUISITION_AND_RELEASE_BEFORE_TRANSACTION_COMPLETION");
        });
        return settings;
    }

    /** {@return the artifact with the dialects that Hibernate itself has not, if it is not on the class path} */
    static Optional<String> missingDialects(ClassLoader loader) {
        try {
            Class.forName("org.hibernate.community.dialect.SQLiteDialect", false, loader);
            return Optional.empty();
        } catch (ClassNotFoundException | LinkageError missing) {
            return Optional.of("org.hibernate.orm:hibernate-community-dialects:" + Version.getVersionString());
        }
    }

    /** {@return whether the session has a connection now} */
    static boolean isConnected(EntityManager session) {
        return session.unwrap(SharedSessionContractImplementor.class)
                .getJdbcCoordinator()
                .getLogicalConnection()
                .isPhysicallyConnected();
    }

    /**
     * {@return what keeps from the factory the properties of the JVM that are the bind's own affair: null takes one away}
     *
     * <p>Hibernate begins with the system properties, and with {@code hibernate.properties} on the class path.
     */
    static Map<String, @Nullable Object> withoutForeign(UnitInfo info) {
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

    /** The platform that we found ourselves, so that no name of a server has to be configured. */
    private static final class JtaPlatform extends AbstractJtaPlatform {

        private static final long serialVersionUID = 1L;

        private final transient TransactionPlatform services;

        JtaPlatform(TransactionPlatform services) {
            this.services = services;
        }

        @Override
        protected TransactionManager locateTransactionManager() {
            return services.manager();
        }

        /** Interposed, so that Hibernate flushes after the application's own synchronizations. */
        @Override
        public void registerSynchronization(Synchronization synchronization) {
            services.registry().registerInterposedSynchronization(synchronization);
        }

        @Override
        public boolean canRegisterSynchronization() {
            return services.status() == Status.STATUS_ACTIVE;
        }

        /** Asked for only where no transaction manager is to be had. */
        @Override
        protected @Nullable UserTransaction locateUserTransaction() {
            return null;
        }
    }
}
