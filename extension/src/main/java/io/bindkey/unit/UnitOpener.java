// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.config.BindSettings;
import io.bindkey.config.DatabaseSettings;
import io.bindkey.config.TransactionKind;
import io.bindkey.message.Problems;
import io.bindkey.message.ProviderProblems;
import io.bindkey.message.Secrets;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.spi.PersistenceProvider;
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
    private final PersistenceProvider provider;
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

    private boolean usesHibernate() {
        return providerName().startsWith("org.hibernate.");
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
        return usesHibernate()
                && !definition
                        .settings()
                        .providerProperties()
                        .containsKey("hibernate.connection.provider_disables_autocommit");
    }

    /** {@return whether the entity manager has a connection now, where that can be told} */
    boolean isConnected(EntityManager entityManager) {
        return providerName().startsWith("org.hibernate.") && HibernateUnit.isConnected(entityManager);
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
                Migrations.run(definition, dataSource);
            }
            return open(unit, dataSource, schema);
        } catch (RuntimeException | Error e) {
            OpenUnit.closeDataSource(dataSource, ownsPool());
            throw e;
        }
    }

    /** Hibernate asks by itself before it removes something, and then it knows its mapping. */
    private void requireLeave(ProviderSchema schema) {
        Map<String, String> properties = definition.settings().providerProperties();
        schema.requireLeave(properties);
        if (!usesHibernate() && ProviderRemoval.in(properties, providerName()).isPresent()) {
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
        Runnable ownWrite = () -> environment.hooks().beforeOwnWrite(unit);
        DataSource application = jta ? guarded : new GuardedDataSource(dataSource, settings, connection -> ownWrite);
        MappingModel mapping = new MappingModel();
        UnitInfo info = new UnitInfo(definition, unit.transaction(), providerName(), guarded);
        Map<String, @Nullable Object> properties = properties(info, mapping, jta);
        if (environment.maintenance()) {
            properties.putAll(OfflineUnit.NOTHING_BY_ITSELF);
            properties.put("eclipselink.ddl-generation", "none");
        }
        if (usesHibernate()) {
            properties.put(HibernateSchemaDoor.SETTING, HibernateSchemaDoor.of(schema));
        }
        EntityManagerFactory factory = factory(info, properties);
        schema.opened(factory);
        if (!jta && providerName().startsWith("org.eclipse.persistence.")) {
            EclipseLinkUnit.watchCalls(factory, () -> environment.hooks().local(unit));
        }
        EntityManagerFactory guardedFactory = usesHibernate()
                ? factory
                : ApplicationFactory.around(unit, environment.schemas().get(), factory);
        return new OpenUnit(factory, guardedFactory, dataSource, application, mapping, ownsPool());
    }

    /** {@return why the unit cannot be built, and what helps where that is known} */
    String reason(Throwable failure) {
        String reason = Secrets.typedReason(failure, definition.settings().passwords());
        return usesHibernate() && reason.contains("Unable to determine Dialect")
                ? reason
                        + ProviderProblems.dialectRemedy(
                                definition.key(),
                                reached().map(ReachedDatabase::product).orElse("this database"),
                                HibernateUnit.missingDialects(
                                        provider.getClass().getClassLoader()))
                : reason;
    }

    /** {@return what the database has told of itself, if it was ever reached} */
    Optional<ReachedDatabase> reached() {
        return Optional.ofNullable(reached);
    }

    /** {@return the unit without its database, for those who want to know the mapping} */
    OfflineUnit offline() {
        // Hibernate would warn without a data source, EclipseLink would use it, or miss it if the unit were under JTA.
        DataSource none = usesHibernate() ? OfflineUnit.noDataSource() : null;
        UnitInfo info = new UnitInfo(definition, TransactionKind.RESOURCE_LOCAL, providerName(), none);
        MappingModel mapping = new MappingModel();
        Map<String, @Nullable Object> properties = properties(info, mapping, false);
        properties.putAll(OfflineUnit.properties(definition.settings(), reached()));
        return new OfflineUnit(provider, info, properties, mapping);
    }

    /** Lets the provider forget what it remembers of rows: cached ones, and ids for new ones. */
    void forgetRows(EntityManagerFactory factory) {
        factory.getCache().evictAll();
        if (providerName().startsWith("org.hibernate.")) {
            HibernateMemory.forget(factory);
        } else if (providerName().startsWith("org.eclipse.persistence.")) {
            EclipseLinkMemory.forget(factory, provider.getClass().getClassLoader());
        }
    }

    /** Lets go of what the provider would keep of the unit's classes for ever. */
    void forget() {
        if (usesHibernate()) {
            HibernateAnnotationCache.forget(
                    definition.managedClasses(), provider.getClass().getClassLoader());
        }
    }

    private Map<String, @Nullable Object> properties(UnitInfo info, MappingModel mapping, boolean jta) {
        Map<String, @Nullable Object> properties = new HashMap<>();
        properties.put("jakarta.persistence.bean.manager", environment.beanManager());
        String providerName = providerName();
        if (usesHibernate()) {
            properties.putAll(HibernateUnit.withoutForeign(info));
            properties.putAll(
                    HibernateUnit.settings(mapping, environment.transactions().filter(t -> jta)));
        } else if (providerName.startsWith("org.eclipse.persistence.")) {
            properties.putAll(EclipseLinkUnit.withoutForeign(info));
            // The entities are loaded already, so they cannot be woven; and sessions are told apart by name alone.
            properties.put("eclipselink.weaving", "false");
            // Else it would connect, and make its tables, with the first use: in the middle of a transaction.
            properties.put("eclipselink.deploy-on-startup", "true");
            properties.put(
                    "eclipselink.session-name", "bindkey-" + System.identityHashCode(this) + "-" + definition.key());
        }
        Map<String, String> users = definition.settings().providerProperties();
        properties.putAll(users);
        if (jta && providerName.startsWith("org.eclipse.persistence.")) {
            String customizer = EclipseLinkTransactions.PROPERTY;
            environment
                    .transactions()
                    .filter(TransactionServices::onClassPath)
                    .ifPresent(services -> properties.put(
                            customizer,
                            new EclipseLinkTransactions(
                                    services, Optional.ofNullable(users.get(customizer)), definition.loader())));
        }
        return properties;
    }

    private EntityManagerFactory factory(UnitInfo info, Map<String, @Nullable Object> properties) {
        EntityManagerFactory factory;
        try {
            factory = provider.createContainerEntityManagerFactory(info, properties);
        } catch (RuntimeException e) {
            Optional<UnitProblem> problem = UnitProblem.within(e);
            throw problem.isPresent() ? problem.get() : e;
        }
        if (factory == null) {
            throw new UnitProblem(Problems.unitFailed(definition.key(), providerName() + " declines it."));
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
                    unit,
                    url,
                    connections.orElseThrow(),
                    PoolTransactions.NONE,
                    new Announcing(environment.recovery()));
            return Optional.of(() -> Pool.close(pool));
        } catch (SQLException | RuntimeException e) {
            // It is told when the bind is opened.
            return Optional.empty();
        }
    }

    private record Announcing(Recovery recovery) implements Recovery {

        @Override
        public void add(Unit unit, RecoveryConnections connections) {
            recovery.announce(unit, connections);
        }

        @Override
        public void remove(Unit unit) {
            recovery.remove(unit);
        }
    }

    private DataSource pool(Unit unit, DatabaseSettings.Url url) {
        // The pool would ask as well, but hide what is wrong.
        url.credentials().ask(UnitProblem::new);
        PoolTransactions transactions = environment.hooks().pool(unit);
        try {
            return Pool.open(unit, url, connections.orElseThrow(), transactions, environment.recovery());
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
