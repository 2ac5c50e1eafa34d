// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.cluster.ClusterLock;
import io.bindkey.cluster.Galera;
import io.bindkey.config.BindSettings;
import io.bindkey.config.DatabaseSettings;
import io.bindkey.config.TransactionKind;
import io.bindkey.database.Product;
import io.bindkey.database.ReachedDatabase;
import io.bindkey.database.StatementWatch;
import io.bindkey.message.OpeningProblems;
import io.bindkey.message.Secrets;
import io.bindkey.message.UnitProblem;
import io.bindkey.migration.Migrations;
import io.bindkey.provider.MappingModel;
import io.bindkey.provider.Provider;
import io.bindkey.replica.WrittenSoFar;
import jakarta.persistence.EntityManagerFactory;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Opens a unit: data source, a first connection, factory.
 *
 * <p>The first connection comes before the factory because providers hide the reason when a database cannot be reached.
 */
final class UnitOpener implements Unit.Opening {

    private final UnitDefinition definition;
    private final UnitEnvironment environment;
    private final Provider provider;
    private final UnitDataSource dataSource;
    private final UnitReplicas replicas;

    UnitOpener(
            UnitDefinition definition,
            UnitEnvironment environment,
            Provider provider,
            UnitDataSource dataSource,
            UnitReplicas replicas) {
        this.definition = definition;
        this.environment = environment;
        this.provider = provider;
        this.dataSource = dataSource;
        this.replicas = replicas;
    }

    @Override
    public Provider provider() {
        return provider;
    }

    @Override
    public boolean ownsPool() {
        return dataSource.ownsPool();
    }

    @Override
    public OpenUnit open(Unit unit) {
        try {
            return environment.opening(unit.key(), () -> outsideTransaction(() -> openHere(unit)));
        } catch (UnitProblem problem) {
            throw problem;
        } catch (RuntimeException | LinkageError e) {
            throw new UnitProblem(
                    OpeningProblems.unitFailed(definition.key(), reasonAndRemedy(e)), Secrets.safe(e, passwords()));
        }
    }

    private String reasonAndRemedy(Throwable failure) {
        String reason = Secrets.typedReason(failure, passwords());
        return reason
                + provider.remedy(reason, definition.key(), reached().map(ReachedDatabase::product))
                        .orElse("");
    }

    private Collection<String> passwords() {
        return definition.settings().passwords();
    }

    @Override
    public Optional<Problem> tryOut(Unit unit) {
        try {
            connectAndLeave(unit);
            return Optional.empty();
        } catch (UnitProblem problem) {
            return Optional.of(problem.problem());
        } catch (RuntimeException | LinkageError e) {
            // The same would be told in other words when the unit opens.
            return Optional.of(OpeningProblems.unitFailed(definition.key(), Secrets.typedReason(e, passwords())));
        }
    }

    @Override
    public UnitLooks looks() {
        return new OpeningLooks(dataSource, replicas);
    }

    /** Connects, where that changes nothing. */
    private void connectAndLeave(Unit unit) {
        if (definition.settings().database() instanceof DatabaseSettings.Url url) {
            url.credentials().ask(UnitProblem::new);
            if (url.isServer()) {
                outsideTransaction(() -> {
                    DataSource pool = dataSource.open(unit);
                    try {
                        dataSource.reach(pool);
                        return unit;
                    } finally {
                        OpenUnit.closeDataSource(pool, true);
                    }
                });
            }
        }
    }

    @Override
    public void openedLate(Unit unit) {
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
        DataSource connections = dataSource.open(unit);
        ProviderSchema schema =
                new ProviderSchema(unit, Galera.awaiting(definition.settings(), connections), environment.schemas());
        try {
            dataSource.reach(connections);
            if (!environment.maintenance()) {
                requireLeave(schema);
                migrate(connections);
            }
            return open(unit, connections, schema, reading(unit, connections));
        } catch (RuntimeException | Error e) {
            OpenUnit.closeDataSource(connections, ownsPool());
            throw e;
        }
    }

    /** Flyway's own lock holds on one node alone, and Liquibase does not expect to lose a certification. */
    private void migrate(DataSource connections) {
        BindSettings settings = definition.settings();
        if (settings.cluster().isEmpty() || settings.schema().migration().isEmpty()) {
            Migrations.run(settings, definition.loader(), connections);
            return;
        }
        DataSource awaiting = Galera.awaiting(settings, connections);
        try {
            ClusterLock.run(settings.key(), awaiting, () -> Migrations.run(settings, definition.loader(), awaiting));
        } catch (SQLException e) {
            throw dataSource.unreachable(e);
        }
        awaitEveryNode();
    }

    private ReadingSource reading(Unit unit, DataSource connections) {
        BindSettings settings = definition.settings();
        Product product = Product.of(reached().orElseThrow().product());
        WrittenSoFar.Connections primary = () -> {
            unit.life().requireUsable();
            return ownsPool() ? environment.hooks().takeApart(connections) : connections.getConnection();
        };
        return new ReadingSource(
                primary,
                product,
                ownsPool(),
                settings.readOnly(),
                new StatementWatch(settings, environment.hooks()::mayOnlyRead, dataSource.telemetry()),
                environment.maintenance() ? null : replicas.open(product, primary, dataSource));
    }

    /** A provider with a service asks by itself before it removes something, and then it knows its mapping. */
    private void requireLeave(ProviderSchema schema) {
        Map<String, String> properties = definition.settings().providerProperties();
        schema.requireLeave(properties);
        if (!provider.hasSchemaService() && provider.removal(properties).isPresent()) {
            try {
                schema.requireRemovable(Optional.empty());
            } catch (SQLException e) {
                throw dataSource.unreachable(e);
            }
        }
    }

    private OpenUnit open(Unit unit, DataSource connections, ProviderSchema schema, ReadingSource reading) {
        try {
            return openFactory(unit, connections, schema, reading);
        } catch (RuntimeException | Error e) {
            reading.close();
            throw e;
        }
    }

    private OpenUnit openFactory(Unit unit, DataSource connections, ProviderSchema schema, ReadingSource reading) {
        boolean jta = unit.transaction().usesTransactionManager();
        UnitConnections guards = UnitConnections.of(unit, environment.hooks(), connections, reading);
        MappingModel mapping = new MappingModel();
        UnitInfo info = new UnitInfo(definition, unit.transaction(), provider, guards.ofProvider());
        Map<String, @Nullable Object> properties = properties(info, mapping, jta);
        if (environment.maintenance()) {
            properties.putAll(provider.nothingByItself());
        }
        boolean redirected = provider.redirectSchema(properties, schema);
        EntityManagerFactory factory = factory(info, properties);
        schema.opened(factory);
        if (!jta) {
            provider.watchLocal(factory, () -> environment.hooks().local(unit));
        }
        EntityManagerFactory guardedFactory = redirected
                ? factory
                : ApplicationFactory.around(unit, environment.schemas().get(), factory);
        return new OpenUnit(factory, guardedFactory, connections, guards.ofApplication(), reading, mapping, ownsPool());
    }

    @Override
    public void awaitEveryNode() {
        dataSource.awaitEveryNode();
    }

    @Override
    public Optional<ReachedDatabase> reached() {
        return dataSource.reached();
    }

    @Override
    public OfflineUnit offline() {
        UnitInfo info = new UnitInfo(definition, TransactionKind.RESOURCE_LOCAL, provider, provider.noDataSource());
        MappingModel mapping = new MappingModel();
        Map<String, @Nullable Object> properties = properties(info, mapping, false);
        properties.putAll(OfflineUnit.properties(provider, definition.settings(), reached()));
        return new OfflineUnit(provider, info, properties, mapping);
    }

    private Map<String, @Nullable Object> properties(UnitInfo info, MappingModel mapping, boolean jta) {
        Map<String, @Nullable Object> properties =
                ContainerProperties.of(environment, definition.settings(), provider.loader());
        properties.putAll(provider.factoryProperties(
                info,
                definition.settings().providerProperties(),
                mapping,
                environment
                        .transactions()
                        .filter(services -> jta)
                        .map(services -> new UnitTransactions(services, environment.hooks()))));
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
            throw new UnitProblem(OpeningProblems.unitFailed(definition.key(), provider.name() + " declines it."));
        }
        return factory;
    }

    @Override
    public Optional<AutoCloseable> announce(Unit unit) {
        return dataSource.announce(unit);
    }
}
