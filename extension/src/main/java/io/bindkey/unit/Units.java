// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.config.BindSettings;
import io.bindkey.config.DatabaseSettings;
import io.bindkey.config.TransactionKind;
import io.bindkey.database.Drivers;
import io.bindkey.database.PoolLibrary;
import io.bindkey.message.Failures;
import io.bindkey.message.OpeningProblems;
import io.bindkey.message.PlaceProblems;
import io.bindkey.message.ProviderProblems;
import io.bindkey.message.Secrets;
import io.bindkey.message.UnitProblem;
import io.bindkey.provider.ImpossibleProperties;
import io.bindkey.provider.Provider;
import io.bindkey.provider.ProviderChoice;
import io.bindkey.telemetry.Telemetry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The units of the application in key order. Immutable but for their end; safe for use by several threads. */
public final class Units implements Iterable<Unit> {

    private static final Logger LOG = System.getLogger(Units.class.getName());

    private final List<Unit> all;
    private final Recovery recovery;
    private final Telemetry telemetry;
    private volatile boolean closed;

    private Units(List<Unit> all, UnitEnvironment environment) {
        this.all = List.copyOf(all);
        this.recovery = environment.recovery();
        this.telemetry = environment.telemetry();
    }

    /**
     * Finds provider, driver and transaction of each unit, without opening anything.
     *
     * @param definitions in key order
     * @param environment of the units
     * @param problems receives what cannot be found
     */
    public static Units prepare(List<UnitDefinition> definitions, UnitEnvironment environment, List<Problem> problems) {
        List<Unit> units = new ArrayList<>();
        for (UnitDefinition definition : definitions) {
            if (lacksPool(definition.settings())) {
                problems.add(PlaceProblems.poolMissing(definition.key()));
            }
            try {
                Unit unit = prepare(units.size(), definition, environment);
                units.add(unit);
                problems.addAll(unwantedProperties(unit));
            } catch (UnitProblem e) {
                problems.add(e.problem());
            }
        }
        return new Units(units, environment);
    }

    private static boolean lacksPool(BindSettings settings) {
        return settings.active() && settings.database() instanceof DatabaseSettings.Url && !PoolLibrary.isOnClassPath();
    }

    /** What can be said before the unit opens, of a lazy one as well. */
    private static List<Problem> unwantedProperties(Unit unit) {
        List<Problem> problems = new ArrayList<>();
        BindSettings settings = unit.settings();
        if (settings.active()) {
            Map<String, String> properties = settings.providerProperties();
            boolean mayRemove = settings.schema().migration().isEmpty()
                    && DropLeave.told(settings).orElse(true);
            unit.provider()
                    .removal(properties)
                    .filter(removal -> !mayRemove)
                    .ifPresent(removal -> problems.add(removal.refusal(settings)));
            if (properties.containsKey(Provider.SCHEMA_SERVICE)) {
                problems.add(ProviderProblems.propertyOfBindKey(settings.key(), Provider.SCHEMA_SERVICE));
            }
            problems.addAll(ImpossibleProperties.in(settings, unit.provider()));
        }
        return problems;
    }

    private static Unit prepare(int index, UnitDefinition definition, UnitEnvironment environment) {
        BindSettings settings = definition.settings();
        boolean managed = environment.transactions().isPresent();
        TransactionKind transaction =
                settings.transaction().orElse(managed ? TransactionKind.JTA : TransactionKind.RESOURCE_LOCAL);
        if (!settings.active()) {
            // What it lacks does not matter: it is never opened.
            return new Unit(index, definition, transaction, null, false);
        }
        if (transaction.usesTransactionManager() && !managed) {
            throw new UnitProblem(OpeningProblems.noTransactionManager(settings.key(), transaction.word()));
        }
        Provider provider = ProviderChoice.choose(settings, definition.loader());
        Optional<Class<?>> connections = settings.database() instanceof DatabaseSettings.Url url
                ? Optional.of(Drivers.find(settings.key(), url, transaction, definition.loader()))
                : Optional.empty();
        UnitDataSource dataSource = new UnitDataSource(definition, environment, connections);
        UnitOpener opener =
                new UnitOpener(definition, environment, provider, dataSource, UnitReplicas.find(definition, provider));
        boolean lazy = settings.lazyStart() || environment.maintenance() || !dataSource.isThere();
        return new Unit(index, definition, transaction, opener, lazy);
    }

    /**
     * Opens the active units that are not lazy. When one fails, the others are opened all the same, so that every
     * problem is seen.
     *
     * <p>All on the calling thread: Weld holds a lock while it calls an extension, and wants it again when a provider
     * asks for a converter or listener with injection points. A server's own data source may want that thread, too,
     * with its naming context.
     *
     * @param problems receives what fails
     */
    public void start(List<Problem> problems) {
        List<Unit> eager = all.stream()
                .filter(unit -> unit.settings().active() && !unit.startsAtFirstUse())
                .toList();
        recover(eager);
        eager.forEach(unit -> start(unit).ifPresent(problems::add));
    }

    /** A transaction in doubt concerns several databases, so all are known to recovery before it looks into its log. */
    private void recover(List<Unit> eager) {
        if (!recovery.hasLeftovers()) {
            return;
        }
        List<AutoCloseable> announced =
                eager.stream().map(Unit::announce).flatMap(Optional::stream).toList();
        try {
            recovery.resolve();
        } finally {
            announced.forEach(Units::close);
        }
    }

    private static void close(AutoCloseable announced) {
        try {
            announced.close();
        } catch (Exception e) {
            LOG.log(Level.DEBUG, "A pool for recovery did not close well", e);
        }
    }

    private static Optional<Problem> start(Unit unit) {
        try {
            unit.life().start();
            return Optional.empty();
        } catch (UnitProblem e) {
            LOG.log(Level.DEBUG, () -> "Bind '" + unit.key() + "' did not start", e);
            return Optional.of(e.problem());
        }
    }

    /** To be called when the application is deployed: looks after those that could not be opened, and may be later. */
    public void lookAfter() {
        all.forEach(unit -> unit.life().goOn());
    }

    /**
     * Tries out the databases without which a deployment, refused already, would not start, where that changes nothing.
     *
     * @param problems receives what fails
     */
    public void tryOut(List<Problem> problems) {
        for (Unit unit : all) {
            boolean needed = !unit.settings().operation().degrades() && !unit.startsAtFirstUse();
            if (unit.settings().active() && needed) {
                unit.tryOut().ifPresent(problems::add);
            }
        }
    }

    /** Closes all units in reverse order, also when one fails, and lets go of the application's drivers; failures are logged. */
    public void close() {
        closed = true;
        for (int i = all.size() - 1; i >= 0; i--) {
            Unit unit = all.get(i);
            try {
                unit.close();
            } catch (RuntimeException e) {
                LOG.log(
                        Level.WARNING,
                        () -> "Bind '" + unit.key() + "' did not close well",
                        Secrets.safe(e, unit.settings().passwords()));
            }
        }
        ClassLoader application = Units.class.getClassLoader();
        if (application != null) {
            Drivers.deregister(application);
        }
    }

    /** {@return whether the application goes on} */
    public boolean areOpen() {
        return !closed;
    }

    /** Fails when the application has ended. */
    public void requireOpen() {
        if (closed) {
            throw Failures.closed(null);
        }
    }

    /** {@return what hears of the binds} */
    public Telemetry telemetry() {
        return telemetry;
    }

    /** {@return the number of binds} */
    public int size() {
        return all.size();
    }

    /** {@return the units in key order, unmodifiable} */
    public List<Unit> all() {
        return all;
    }

    /** {@return the unit of that key, if there is one} */
    public Optional<Unit> find(String key) {
        return all.stream().filter(unit -> unit.key().equals(key)).findFirst();
    }

    @Override
    public Iterator<Unit> iterator() {
        return all.iterator();
    }
}
