// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.config.BindSettings;
import io.bindkey.config.DatabaseSettings;
import io.bindkey.config.TransactionKind;
import io.bindkey.database.GuardedDataSource;
import io.bindkey.database.Pool;
import io.bindkey.database.PoolRecovery;
import io.bindkey.database.PoolTransactions;
import io.bindkey.database.ReachedDatabase;
import io.bindkey.database.RecoveryConnections;
import io.bindkey.message.Problems;
import io.bindkey.message.Secrets;
import io.bindkey.message.UnitProblem;
import io.bindkey.migration.Migrations;
import io.bindkey.platform.Jndi;
import io.bindkey.platform.Platform;
import io.bindkey.provider.MappingModel;
import io.bindkey.provider.Provider;
import jakarta.persistence.EntityManagerFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Opens a unit: data source, a first connection, factory.
 *
 * <p>The first connection comes before the factory because providers hide the reason when a database cannot be reached.
 */
final class UnitOpener {

    private final UnitDefinition definition;
    private final UnitEnvironment environment;
    private final Provider provider;
    private final Optional<Class<?>> connections;
    private volatile @Nullable ReachedDatabase reached;

    /**
     * Creates it.
     *
     * @param definition of the unit
     * @param environment of the units
     * @param provider that builds the factory
     * @param connections the driver class of a bind with a url, empty for a foreign data source
     */
    UnitOpener(
            UnitDefinition definition, UnitEnvironment environment, Provider provider, Optional<Class<?>> connections) {
        this.definition = definition;
        this.environment = environment;
        this.provider = provider;
        this.connections = connections;
    }

    Provider provider() {
        return provider;
    }

    boolean ownsPool() {
        return connections.isPresent();
    }

    /** Opens it outside of the caller's transaction, in which nothing of this has a place. */
    OpenUnit open(Unit unit) {
        return outsideTransaction(() -> openHere(unit));
    }

    /**
     * Connects, where that changes nothing, and leaves.
     *
     * @throws UnitProblem when it cannot
     */
    void tryOut(Unit unit) {
        if (definition.settings().database() instanceof DatabaseSettings.Url url) {
            url.credentials().ask(UnitProblem::new);
            if (url.isServer()) {
                outsideTransaction(() -> {
                    DataSource pool = dataSource(unit);
                    try {
                        reach(pool);
                        return unit;
                    } finally {
                        OpenUnit.closeDataSource(pool, true);
                    }
                });
            }
        }
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
        ProviderSchema schema = new ProviderSchema(unit, dataSource, environment.schemas());
        try {
            reach(dataSource);
            if (!environment.maintenance()) {
                requireLeave(schema);
                Migrations.run(definition.settings(), definition.loader(), dataSource);
            }
            return open(unit, dataSource, schema);
        } catch (RuntimeException | Error e) {
            OpenUnit.closeDataSource(dataSource, ownsPool());
            throw e;
        }
    }

    /** A provider with a service asks by itself before it removes something, and then it knows its mapping. */
    private void requireLeave(ProviderSchema schema) {
        Map<String, String> properties = definition.settings().providerProperties();
        schema.requireLeave(properties);
        if (!provider.hasSchemaService() && provider.removal(properties).isPresent()) {
            try {
                schema.requireRemovable(Optional.empty());
            } catch (SQLException e) {
                throw unreachable(e);
            }
        }
    }

    private OpenUnit open(Unit unit, DataSource dataSource, ProviderSchema schema) {
        boolean jta = unit.transaction().usesTransactionManager();
        BindSettings settings = definition.settings();
        DataSource guarded = new GuardedDataSource(
                dataSource,
                settings,
                connection -> environment.hooks().writeCheck(unit, connection),
                failure -> ownsPool() ? failure : environment.hooks().declined(unit, failure));
        // Without a transaction manager, a connection of the application's own is a transaction of its own.
        DataSource application = jta ? guarded : new GuardedDataSource(dataSource, settings, connection -> () -> {});
        MappingModel mapping = new MappingModel();
        UnitInfo info = new UnitInfo(definition, unit.transaction(), provider, guarded);
        Map<String, @Nullable Object> properties = properties(info, mapping, jta);
        if (environment.maintenance()) {
            properties.putAll(provider.nothingByItself());
        }
        boolean redirected = provider.redirectSchema(properties, schema);
        EntityManagerFactory factory = factory(info, properties);
        schema.opened(factory);
        EntityManagerFactory guardedFactory = redirected
                ? factory
                : ApplicationFactory.around(unit, environment.schemas().get(), factory);
        return new OpenUnit(factory, guardedFactory, dataSource, application, mapping, ownsPool());
    }

    /** {@return why the unit cannot be built, and what helps where that is known} */
    String reason(Throwable failure) {
        String reason = Secrets.typedReason(failure, definition.settings().passwords());
        return reason
                + provider.remedy(reason, definition.key(), reached().map(ReachedDatabase::product))
                        .orElse("");
    }

    /** {@return what the database has told of itself, if it was ever reached} */
    Optional<ReachedDatabase> reached() {
        return Optional.ofNullable(reached);
    }

    /** {@return the unit without its database, for those who want to know the mapping} */
    OfflineUnit offline() {
        UnitInfo info = new UnitInfo(definition, TransactionKind.RESOURCE_LOCAL, provider, provider.noDataSource());
        MappingModel mapping = new MappingModel();
        Map<String, @Nullable Object> properties = properties(info, mapping, false);
        properties.putAll(OfflineUnit.properties(provider, definition.settings(), reached()));
        return new OfflineUnit(provider, info, properties, mapping);
    }

    private Map<String, @Nullable Object> properties(UnitInfo info, MappingModel mapping, boolean jta) {
        Map<String, @Nullable Object> properties = new HashMap<>();
        properties.put("jakarta.persistence.bean.manager", environment.beanManager());
        properties.putAll(provider.factoryProperties(
                info,
                definition.settings().providerProperties(),
                mapping,
                environment.transactions().filter(services -> jta)));
        return properties;
    }

    private EntityManagerFactory factory(UnitInfo info, Map<String, @Nullable Object> properties) {
        EntityManagerFactory factory;
        try {
            factory = provider.standard().createContainerEntityManagerFactory(info, properties);
        } catch (RuntimeException e) {
            Optional<UnitProblem> problem = UnitProblem.within(e);
            throw problem.isPresent() ? problem.get() : e;
        }
        if (factory == null) {
            throw new UnitProblem(Problems.unitFailed(definition.key(), provider.name() + " declines it."));
        }
        return factory;
    }

    private DataSource dataSource(Unit unit) {
        BindSettings settings = definition.settings();
        return settings.database() instanceof DatabaseSettings.Named named
                ? find(settings.key(), named.name())
                : pool(unit, (DatabaseSettings.Url) settings.database());
    }

    /**
     * Makes the database known to recovery for a while, before it is opened.
     *
     * @return what ends that; empty when it is no pool of our own under two-phase commit, or cannot be had
     */
    Optional<AutoCloseable> announce(Unit unit) {
        if (unit.transaction() != TransactionKind.XA
                || !(definition.settings().database() instanceof DatabaseSettings.Url url)) {
            return Optional.empty();
        }
        try {
            DataSource pool = Pool.open(
                    unit.settings(),
                    url,
                    connections.orElseThrow(),
                    PoolTransactions.NONE,
                    new UnitRecovery(environment.recovery(), unit, true));
            return Optional.of(() -> Pool.close(pool));
        } catch (SQLException | RuntimeException e) {
            // It is told when the bind is opened.
            return Optional.empty();
        }
    }

    private record UnitRecovery(Recovery recovery, Unit unit, boolean ahead) implements PoolRecovery {

        @Override
        public boolean isOn() {
            return !ahead && recovery.isOn();
        }

        @Override
        public void opened(RecoveryConnections connections) {
            if (ahead) {
                recovery.announce(unit, connections);
            } else {
                recovery.add(unit, connections);
            }
        }

        @Override
        public void closed() {
            recovery.remove(unit);
        }
    }

    private DataSource pool(Unit unit, DatabaseSettings.Url url) {
        // The pool would ask as well, but hide what is wrong.
        url.credentials().ask(UnitProblem::new);
        PoolTransactions transactions = environment.hooks().pool(unit);
        PoolRecovery recovery =
                unit.transaction() == TransactionKind.XA ? new UnitRecovery(environment.recovery(), unit, false) : null;
        try {
            return Pool.open(unit.settings(), url, connections.orElseThrow(), transactions, recovery);
        } catch (UnitProblem problem) {
            throw problem;
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
            if (problem.getCause() instanceof NamingException && Platform.mayComeLater(named.name())) {
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

    private void reach(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            reached = ReachedDatabase.by(connection);
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    private UnitProblem unreachable(Exception e) {
        BindSettings settings = definition.settings();
        Collection<String> passwords = settings.passwords();
        return new UnitProblem(
                Problems.unreachable(
                        settings.key(),
                        settings.database().describe(),
                        Secrets.reason(e, passwords),
                        settings.lazyStart()),
                Secrets.safe(e, passwords));
    }
}
