// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.cluster.ClusterNodes;
import io.bindkey.cluster.Galera;
import io.bindkey.config.BindSettings;
import io.bindkey.config.DatabaseSettings;
import io.bindkey.config.DatabaseSettings.Url;
import io.bindkey.config.TransactionKind;
import io.bindkey.database.Pool;
import io.bindkey.database.PoolRecovery;
import io.bindkey.database.PoolTransactions;
import io.bindkey.database.ReachedDatabase;
import io.bindkey.database.RecoveryConnections;
import io.bindkey.message.OpeningProblems;
import io.bindkey.message.Secrets;
import io.bindkey.message.UnitProblem;
import io.bindkey.platform.Jndi;
import io.bindkey.platform.Platform;
import io.bindkey.telemetry.BindTelemetry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import javax.naming.NamingException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Where the connections of a unit come from: a pool of its own, or somebody else's data source. */
final class UnitDataSource {

    private final UnitDefinition definition;
    private final UnitEnvironment environment;
    private final Optional<Class<?>> connections;
    private volatile @Nullable ReachedDatabase reached;

    /** @param connections the driver class of a bind with a url, empty for a foreign data source */
    UnitDataSource(UnitDefinition definition, UnitEnvironment environment, Optional<Class<?>> connections) {
        this.definition = definition;
        this.environment = environment;
        this.connections = connections;
    }

    boolean ownsPool() {
        return connections.isPresent();
    }

    /** {@return what hears of the bind} */
    BindTelemetry telemetry() {
        return environment.telemetry().of(definition.key());
    }

    /** {@return what the database has told of itself, if it was ever reached} */
    Optional<ReachedDatabase> reached() {
        return Optional.ofNullable(reached);
    }

    /** {@return the pool, which is opened, or the data source, which is found} */
    DataSource open(Unit unit) {
        BindSettings settings = definition.settings();
        return settings.database() instanceof DatabaseSettings.Named named
                ? find(settings.key(), named.name())
                : pool(unit, (DatabaseSettings.Url) settings.database());
    }

    /** As {@link UnitLooks#open}, at the bind's own database. */
    UnitLook look(Duration patience) throws SQLException {
        BindSettings settings = definition.settings();
        if (settings.database() instanceof DatabaseSettings.Url url) {
            url.credentials().ask(UnitProblem::new);
            Url careful = new Url(url.urlThatMakesNothing(), url.credentials(), url.driver());
            return UnitLook.at(settings, Galera.connecting(settings, careful), connections.orElseThrow(), patience);
        }
        return UnitLook.by(find(settings.key(), ((DatabaseSettings.Named) settings.database()).name()));
    }

    /** As {@link Unit.Opening#announce(Unit)}. */
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
                    new UnitRecovery(environment.recovery(), unit, true),
                    BindTelemetry.NONE);
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
            return Pool.open(
                    unit.settings(),
                    Galera.connecting(unit.settings(), url),
                    connections.orElseThrow(),
                    transactions,
                    recovery,
                    telemetry());
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
    boolean isThere() {
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
        return OpeningProblems.datasourceNotFound(
                key, name, reason, Platform.current().dataSourceRemedy(name));
    }

    /** Connects, and remembers what the database tells of itself. */
    void reach(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            Galera.check(definition.settings(), connection);
            ReachedDatabase told = ReachedDatabase.by(connection);
            telemetry().reached(told.product());
            reached = told;
        } catch (SQLException e) {
            throw unreachable(e);
        }
    }

    /** As {@link Unit#awaitEveryNode()}. */
    void awaitEveryNode() {
        connections.ifPresent(driver -> ClusterNodes.await(definition.settings(), driver));
    }

    UnitProblem unreachable(Exception e) {
        BindSettings settings = definition.settings();
        Optional<UnitProblem> noNode = Galera.noNode(settings, e);
        if (noNode.isPresent()) {
            return noNode.get();
        }
        Collection<String> passwords = settings.passwords();
        return UnitProblem.unreachable(
                OpeningProblems.unreachable(
                        settings.key(),
                        settings.database().describe(),
                        Secrets.reason(e, passwords),
                        settings.lazyStart() || settings.operation().degrades()),
                Secrets.safe(e, passwords));
    }
}
