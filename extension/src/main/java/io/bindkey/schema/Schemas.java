// SPDX-License-Identifier: Apache-2.0
package io.bindkey.schema;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.SchemaOps;
import io.bindkey.SchemaReport;
import io.bindkey.SchemaReport.Action;
import io.bindkey.SchemaReport.Outcome;
import io.bindkey.config.BindsConfig;
import io.bindkey.config.DatabaseSettings;
import io.bindkey.config.SchemaSettings.Strategy;
import io.bindkey.context.PersistenceContexts;
import io.bindkey.message.Failures;
import io.bindkey.message.Problems;
import io.bindkey.message.Secrets;
import io.bindkey.unit.SideBySide;
import io.bindkey.unit.Unit;
import io.bindkey.unit.Units;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Callable;

/** The schema operations. Safe for use by several threads. */
public final class Schemas implements SchemaOps {

    private final Units units;
    private final PersistenceContexts contexts;

    public Schemas(Units units, PersistenceContexts contexts) {
        this.units = units;
        this.contexts = contexts;
    }

    @Override
    public SchemaReport create() {
        return run(Action.CREATE, active());
    }

    @Override
    public SchemaReport create(String... keys) {
        return create(Arrays.asList(keys));
    }

    @Override
    public SchemaReport create(Collection<String> keys) {
        return run(Action.CREATE, named(keys));
    }

    @Override
    public SchemaReport drop() {
        return run(Action.DROP, active());
    }

    @Override
    public SchemaReport drop(String... keys) {
        return drop(Arrays.asList(keys));
    }

    @Override
    public SchemaReport drop(Collection<String> keys) {
        return run(Action.DROP, named(keys));
    }

    @Override
    public SchemaReport recreate() {
        return run(Action.RECREATE, active());
    }

    @Override
    public SchemaReport recreate(String... keys) {
        return recreate(Arrays.asList(keys));
    }

    @Override
    public SchemaReport recreate(Collection<String> keys) {
        return run(Action.RECREATE, named(keys));
    }

    private List<Unit> active() {
        return units.all().stream().filter(unit -> unit.settings().active()).toList();
    }

    /** In key order and each once, however they were given. */
    private List<Unit> named(Collection<String> keys) {
        TreeSet<Unit> named = new TreeSet<>(Comparator.comparingInt(Unit::index));
        for (String key : keys) {
            Unit unit = units.find(key)
                    .orElseThrow(() -> Failures.unknownBind(
                            key, units.all().stream().map(Unit::key).toList()));
            named.add(unit);
        }
        named.stream().filter(unit -> !unit.settings().active()).findFirst().ifPresent(unit -> {
            throw Failures.inactive(unit.key());
        });
        return List.copyOf(named);
    }

    private SchemaReport run(Action action, List<Unit> chosen) {
        requireNoTransaction(action);
        return perform(action, chosen);
    }

    private void requireNoTransaction(Action action) {
        if (contexts.inAnyTransaction()) {
            throw Failures.schemaInTransaction(action);
        }
    }

    /** Fails when an action on all binds is not allowed now, by whatever way it is asked for. */
    public void requireAllowed(Action action) {
        requireNoTransaction(action);
        checkAllowed(action, active());
    }

    private static SchemaReport perform(Action action, List<Unit> chosen) {
        checkAllowed(action, chosen);
        SchemaReport report = new SchemaReport(action, work(action, chosen));
        if (!report.succeeded()) {
            throw Failures.schemaFailed(report);
        }
        return report;
    }

    private static void checkAllowed(Action action, List<Unit> chosen) {
        List<String> readOnly = chosen.stream()
                .filter(unit -> unit.settings().readOnly())
                .map(Unit::key)
                .toList();
        if (!readOnly.isEmpty()) {
            throw Failures.schemaReadOnly(action, readOnly);
        }
        if (action != Action.CREATE) {
            List<String> forbidden = chosen.stream()
                    .filter(unit -> !mayDrop(unit))
                    .map(Unit::key)
                    .toList();
            if (!forbidden.isEmpty()) {
                throw Failures.dropForbidden(action, forbidden);
            }
        }
    }

    private static boolean mayDrop(Unit unit) {
        return unit.settings().schema().allowDrop().orElseGet(() -> isInMemory(unit));
    }

    private static boolean isInMemory(Unit unit) {
        if (unit.settings().database() instanceof DatabaseSettings.Url url) {
            return url.inMemory();
        }
        try (Connection connection = unit.unguardedDataSource().getConnection()) {
            String url = connection.getMetaData().getURL();
            return url != null && DatabaseSettings.isInMemory(url);
        } catch (SQLException unreachable) {
            return false;
        }
    }

    /** Different databases at the same time, binds on one database one after another. */
    private static List<Outcome> work(Action action, List<Unit> chosen) {
        Map<String, List<Unit>> byDatabase = new LinkedHashMap<>();
        chosen.forEach(unit -> byDatabase
                .computeIfAbsent(unit.settings().database().identity(), name -> new ArrayList<>())
                .add(unit));
        List<Callable<List<Outcome>>> work = new ArrayList<>();
        byDatabase
                .values()
                .forEach(sharing -> work.add(() -> sharing.stream()
                        .map(unit -> SchemaRun.run(unit, action))
                        .toList()));
        return SideBySide.run(work).stream()
                .flatMap(List::stream)
                .sorted(Comparator.comparing(Outcome::bind, BindsConfig.KEY_ORDER))
                .toList();
    }

    /** Does at start what {@code schema.strategy} says, and tells what went wrong. */
    public List<Problem> start() {
        List<Problem> problems = new ArrayList<>();
        for (Unit unit : active()) {
            if (!unit.startsAtFirstUse()) {
                applyStrategy(unit).ifPresent(problems::add);
            }
        }
        return problems;
    }

    /**
     * Does the same for a unit that was opened at first use.
     *
     * @throws io.bindkey.BindUnavailableException when it fails
     */
    public static void startLazy(Unit unit) {
        applyStrategy(unit).ifPresent(problem -> {
            throw Failures.unavailable(problem, null);
        });
    }

    private static Optional<Problem> applyStrategy(Unit unit) {
        Strategy strategy = unit.settings().schema().strategy();
        try {
            switch (strategy) {
                case CREATE -> perform(Action.CREATE, List.of(unit));
                case DROP_AND_CREATE -> perform(Action.RECREATE, List.of(unit));
                case VALIDATE -> SchemaRun.tool(unit).validate();
                case NONE -> {
                    // Nothing to do.
                }
            }
            return Optional.empty();
        } catch (RuntimeException e) {
            String word = strategy.name().toLowerCase(Locale.ROOT).replace('_', '-');
            return Optional.of(Problems.schemaStrategyFailed(
                    unit.key(), word, Secrets.reason(e, unit.settings().password())));
        }
    }
}
