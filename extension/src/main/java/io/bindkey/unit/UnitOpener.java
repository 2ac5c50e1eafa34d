// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.agroal.api.transaction.TransactionIntegration;
import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.config.BindSettings;
import io.bindkey.config.DatabaseSettings;
import io.bindkey.config.TransactionKind;
import io.bindkey.message.Problems;
import io.bindkey.message.Secrets;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.spi.PersistenceProvider;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.naming.NamingException;
import javax.sql.DataSource;

/**
 * Opens a unit: data source, a first connection, factory.
 *
 * <p>The first connection comes before the factory because providers hide the reason when a database cannot be reached.
 */
final class UnitOpener {

    private final UnitDefinition definition;
    private final UnitEnvironment environment;
    private final PersistenceProvider provider;
    private final Optional<Class<?>> connections;

    /**
     * Creates it.
     *
     * @param definition of the unit
     * @param environment of the units
     * @param provider that builds the factory
     * @param connections the driver class of a bind with a url, empty for a foreign data source
     */
    UnitOpener(
            UnitDefinition definition,
            UnitEnvironment environment,
            PersistenceProvider provider,
            Optional<Class<?>> connections) {
        this.definition = definition;
        this.environment = environment;
        this.provider = provider;
        this.connections = connections;
    }

    String providerName() {
        return provider.getClass().getName();
    }

    boolean ownsPool() {
        return connections.isPresent();
    }

    /**
     * {@return whether the provider takes its connection when a transaction begins, rather than with the first statement}
     *
     * <p>Hibernate does, unless it is told that connections come with auto-commit off.
     */
    boolean connectsAtBegin() {
        return providerName().startsWith("org.hibernate.")
                && !definition
                        .settings()
                        .providerProperties()
                        .containsKey("hibernate.connection.provider_disables_autocommit");
    }

    /** Opens it outside of the caller's transaction, in which nothing of this has a place. */
    OpenUnit open(Unit unit) {
        return outsideTransaction(() -> openHere(unit));
    }

    /** Tells that a lazy unit is open: its schema is made now, outside of the caller's transaction as well. */
    void openedLate(Unit unit) {
        outsideTransaction(() -> {
            environment.openedLate().accept(unit);
            return unit;
        });
    }

    private <T> T outsideTransaction(Supplier<T> work) {
        return environment
                .transactions()
                .map(services -> services.outsideTransaction(work))
                .orElseGet(work);
    }

    private OpenUnit openHere(Unit unit) {
        DataSource dataSource = dataSource(unit);
        try {
            checkReachable(dataSource);
            if (!environment.maintenance()) {
                Migrations.run(definition, dataSource);
            }
            return open(unit, dataSource);
        } catch (RuntimeException | Error e) {
            OpenUnit.closeDataSource(dataSource, ownsPool());
            throw e;
        }
    }

    private OpenUnit open(Unit unit, DataSource dataSource) {
        boolean jta = unit.transaction().usesTransactionManager();
        BindSettings settings = definition.settings();
        DataSource guarded = new GuardedDataSource(
                dataSource, settings, () -> environment.hooks().writeCheck(unit));
        // Without a transaction manager, a connection of the application's own is a transaction of its own.
        DataSource application = jta ? guarded : new GuardedDataSource(dataSource, settings, () -> () -> {});
        MappingModel mapping = new MappingModel();
        UnitInfo info = new UnitInfo(definition, unit.transaction(), providerName(), guarded);
        EntityManagerFactory factory = factory(info, properties(mapping, jta));
        return new OpenUnit(factory, dataSource, application, mapping, ownsPool());
    }

    /** {@return the unit without its database, for those who want to know the mapping} */
    OfflineUnit offline() {
        // Hibernate would warn without a data source, EclipseLink would use it, or miss it if the unit were under JTA.
        DataSource none = providerName().startsWith("org.hibernate.") ? OfflineUnit.noDataSource() : null;
        UnitInfo info = new UnitInfo(definition, TransactionKind.RESOURCE_LOCAL, providerName(), none);
        MappingModel mapping = new MappingModel();
        Map<String, Object> properties = properties(mapping, false);
        properties.putAll(OfflineUnit.properties(definition.settings()));
        return new OfflineUnit(provider, info, properties, mapping);
    }

    /** Lets go of what the provider would keep of the unit's classes for ever. */
    void forget() {
        if (providerName().startsWith("org.hibernate.")) {
            HibernateAnnotationCache.forget(
                    definition.managedClasses(), provider.getClass().getClassLoader());
        }
    }

    private Map<String, Object> properties(MappingModel mapping, boolean jta) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("jakarta.persistence.bean.manager", environment.beanManager());
        String providerName = providerName();
        if (providerName.startsWith("org.hibernate.")) {
            properties.putAll(
                    HibernateUnit.settings(mapping, environment.transactions().filter(t -> jta)));
        } else if (providerName.startsWith("org.eclipse.persistence.")) {
            // The entities are loaded already, so they cannot be woven; and sessions are told apart by name alone.
            properties.put("eclipselink.weaving", "false");
            // Else it would connect, and make its tables, with the first use: in the middle of a transaction.
            properties.put("eclipselink.deploy-on-startup", "true");
            properties.put(
                    "eclipselink.session-name", "bindkey-" + System.identityHashCode(this) + "-" + definition.key());
        }
        properties.putAll(definition.settings().providerProperties());
        return properties;
    }

    private EntityManagerFactory factory(UnitInfo info, Map<String, Object> properties) {
        EntityManagerFactory factory = provider.createContainerEntityManagerFactory(info, properties);
        if (factory == null) {
            throw new UnitProblem(Problems.unitFailed(definition.key(), providerName() + " declines it."));
        }
        return factory;
    }

    private DataSource dataSource(Unit unit) {
        BindSettings settings = definition.settings();
        return settings.database() instanceof DatabaseSettings.Named named
                ? find(settings.key(), named.name())
                : pool(unit, settings, (DatabaseSettings.Url) settings.database());
    }

    /**
     * Makes the database known to recovery for a while, before it is opened.
     *
     * @return what ends that; empty when it is no pool of our own under two-phase commit, or cannot be had
     */
    Optional<AutoCloseable> announce(Unit unit) {
        BindSettings settings = definition.settings();
        if (unit.transaction() != TransactionKind.XA || !(settings.database() instanceof DatabaseSettings.Url url)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Pool.open(
                    settings,
                    url,
                    connections.orElseThrow(),
                    new XaIntegration(unit, TransactionIntegration.none(), new Announcing(environment.recovery()))));
        } catch (SQLException | RuntimeException e) {
            // It is told when the bind is opened.
            return Optional.empty();
        }
    }

    private record Announcing(Recovery recovery) implements Recovery {

        @Override
        public void add(Unit unit, TransactionIntegration.ResourceRecoveryFactory connections) {
            recovery.announce(unit, connections);
        }

        @Override
        public void remove(Unit unit) {
            recovery.remove(unit);
        }
    }

    private DataSource pool(Unit unit, BindSettings settings, DatabaseSettings.Url url) {
        TransactionIntegration transactions = environment.hooks().integration(unit);
        if (unit.transaction() != TransactionKind.XA) {
            return pool(settings, url, transactions);
        }
        XaIntegration xa = new XaIntegration(unit, transactions, environment.recovery());
        DataSource pool = pool(settings, url, xa);
        try {
            xa.check();
            return pool;
        } catch (SQLException | RuntimeException e) {
            OpenUnit.closeDataSource(pool, true);
            throw e instanceof UnitProblem problem ? problem : unreachable(e);
        }
    }

    private DataSource pool(BindSettings settings, DatabaseSettings.Url url, TransactionIntegration transactions) {
        try {
            return Pool.open(settings, url, connections.orElseThrow(), transactions);
        } catch (SQLException | RuntimeException e) {
            throw unreachable(e);
        }
    }

    /**
     * {@return whether the data source can be had now: it is a pool of our own, or found}
     *
     * <p>One that is not found, and will not be, is a {@link UnitProblem}.
     */
    boolean findsDataSource() {
        if (!(definition.settings().database() instanceof DatabaseSettings.Named named)) {
            return true;
        }
        try {
            find(definition.key(), named.name());
            return true;
        } catch (UnitProblem problem) {
            if (problem.getCause() instanceof NamingException && Jndi.mayComeLater(named.name())) {
                return false;
            }
            throw problem;
        }
    }

    /** A CDI bean of that name, else a JNDI entry. */
    DataSource find(String key, String name) {
        Optional<DataSource> bean = environment.namedDataSources().apply(name);
        if (bean.isPresent()) {
            return bean.get();
        }
        try {
            if (Jndi.lookup(name) instanceof DataSource found) {
                return found;
            }
            throw new UnitProblem(missing(key, name, "the entry is no DataSource"));
        } catch (NamingException e) {
            throw new UnitProblem(missing(key, name, String.valueOf(e.getMessage())), e);
        }
    }

    private static Problem missing(String key, String name, String reason) {
        return Problems.datasourceNotFound(key, name, reason, Platform.current().dataSourceRemedy(name));
    }

    private void checkReachable(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            connection.getMetaData();
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    private UnitProblem unreachable(Exception e) {
        BindSettings settings = definition.settings();
        String password = settings.password();
        return new UnitProblem(
                Problems.unreachable(
                        settings.key(),
                        settings.database().describe(),
                        Secrets.reason(e, password),
                        settings.lazyStart()),
                Secrets.safe(e, password));
    }
}
