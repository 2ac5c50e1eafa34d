// SPDX-License-Identifier: Apache-2.0
package io.bindkey.schema;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.SchemaDifference;
import io.bindkey.SchemaOps;
import io.bindkey.SchemaReport;
import io.bindkey.SchemaReport.Action;
import io.bindkey.SchemaScript;
import io.bindkey.context.ContainerManagedContexts;
import io.bindkey.message.Failures;
import io.bindkey.message.RoutingFailures;
import io.bindkey.message.SchemaFailures;
import io.bindkey.message.SchemaProblems;
import io.bindkey.message.Secrets;
import io.bindkey.unit.SchemaDoor;
import io.bindkey.unit.Unit;
import io.bindkey.unit.Units;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The schema operations. Safe for use by several threads. */
public final class Schemas implements SchemaOps, SchemaDoor {

    private static final Logger LOG = System.getLogger("io.bindkey.schema");

    private final Units units;
    private final ContainerManagedContexts contexts;
    private final SchemaTools tools = new SchemaTools();

    public Schemas(Units units, ContainerManagedContexts contexts) {
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

    @Override
    public SchemaReport truncate() {
        return run(Action.TRUNCATE, active());
    }

    @Override
    public SchemaReport truncate(String... keys) {
        return truncate(Arrays.asList(keys));
    }

    @Override
    public SchemaReport truncate(Collection<String> keys) {
        return run(Action.TRUNCATE, named(keys));
    }

    @Override
    public SchemaReport validate() {
        return run(Action.VALIDATE, active());
    }

    @Override
    public SchemaReport validate(String... keys) {
        return validate(Arrays.asList(keys));
    }

    @Override
    public SchemaReport validate(Collection<String> keys) {
        return run(Action.VALIDATE, named(keys));
    }

    @Override
    public List<SchemaScript> script(Action action) {
        return write(action, active());
    }

    @Override
    public List<SchemaScript> script(Action action, String... keys) {
        return script(action, Arrays.asList(keys));
    }

    @Override
    public List<SchemaScript> script(Action action, Collection<String> keys) {
        return write(action, named(keys));
    }

    private List<Unit> active() {
        return units.all().stream().filter(unit -> unit.settings().active()).toList();
    }

    /** In key order and each once, however they were given. */
    private List<Unit> named(Collection<String> keys) {
        TreeSet<Unit> named = new TreeSet<>();
        for (String key : keys) {
            Unit unit = units.find(key)
                    .orElseThrow(() -> RoutingFailures.unknownBind(
                            key, units.all().stream().map(Unit::key).toList()));
            named.add(unit);
        }
        named.stream().filter(unit -> !unit.settings().active()).findFirst().ifPresent(unit -> {
            throw Failures.inactive(unit.key());
        });
        return List.copyOf(named);
    }

    private SchemaReport run(Action action, List<Unit> chosen) {
        return run(action, chosen, false);
    }

    private SchemaReport run(Action action, List<Unit> chosen, boolean createSchemas) {
        if (contexts.transactionActive()) {
            throw SchemaFailures.inTransaction(action);
        }
        if (contexts.readOnly().areActive() && action != Action.VALIDATE) {
            throw SchemaFailures.onlyReading(action);
        }
        return new SchemaWork(tools, units.telemetry(), action, chosen, active(), createSchemas).perform();
    }

    @Override
    public void change(Action action, List<Unit> chosen, boolean createSchemas) {
        run(action, chosen, createSchemas);
    }

    @Override
    public List<String> differences(Unit unit) {
        SchemaReport report = run(Action.VALIDATE, List.of(unit));
        if (!report.succeeded()) {
            throw SchemaFailures.failed(report);
        }
        return report.differences().stream().map(SchemaDifference::toString).toList();
    }

    @Override
    public void requireRemovable(Unit unit, Optional<Object> mapping, Connection connection) throws SQLException {
        String database = unit.settings().database().identity();
        List<Unit> sharing = active().stream()
                .filter(other ->
                        other != unit && other.settings().database().identity().equals(database))
                .toList();
        SchemaTool tool = SchemaTools.of(unit, mapping, Action.DROP);
        Neighbours.asTheyAre(tools, sharing).check(unit, tool, connection, Action.DROP);
        // Making the plan looks for what references the tables.
        tool.removal(connection);
    }

    private List<SchemaScript> write(Action action, List<Unit> chosen) {
        if (action == Action.VALIDATE) {
            throw SchemaFailures.noScriptOf(action);
        }
        List<SchemaScript> scripts = new ArrayList<>();
        Map<String, Throwable> failures = new LinkedHashMap<>();
        for (Unit unit : chosen) {
            try {
                scripts.add(new SchemaScript(unit.key(), tools.script(unit, action)));
            } catch (RuntimeException e) {
                failures.put(unit.key(), Secrets.safe(e, unit.settings().passwords()));
            }
        }
        if (!failures.isEmpty()) {
            throw SchemaFailures.scriptFailed(action, failures);
        }
        return List.copyOf(scripts);
    }

    /** {@return the tables of a bind, as its mapping names them; it is not opened for that} */
    public List<String> tables(Unit unit) {
        return SchemaTools.objectsOffline(unit, Action.VALIDATE).tables().stream()
                .map(SchemaTool.OwnTable::label)
                .toList();
    }

    /** {@return what can be seen to be wrong before anything is opened} */
    public List<Problem> check() {
        List<Problem> problems = new ArrayList<>();
        for (Unit unit : active()) {
            ClassLoader loader = unit.definition().loader();
            unit.settings()
                    .schema()
                    .loadScript()
                    .filter(script -> SqlScript.find(script, loader).isEmpty())
                    .ifPresent(script -> problems.add(SchemaProblems.loadScriptMissing(unit.key(), script)));
        }
        return problems;
    }

    /** Does at start what {@code schema.strategy} says, and tells what went wrong. */
    public List<Problem> start() {
        List<Problem> problems = new ArrayList<>();
        for (Unit unit : active()) {
            if (unit.isOpen()) {
                problems.addAll(applyStrategy(unit, active()));
            }
        }
        return problems;
    }

    /**
     * Does the same for a unit that was opened at first use. Of the others only those count that are open: two threads that
     * open a unit each would wait for each other.
     *
     * @throws io.bindkey.BindUnavailableException when it fails
     */
    public void startLazy(Unit unit) {
        List<Unit> open = active().stream()
                .filter(other -> other == unit || other.isOpen())
                .toList();
        List<Problem> problems = applyStrategy(unit, open);
        if (!problems.isEmpty()) {
            throw Failures.unavailable(problems);
        }
    }

    private List<Problem> applyStrategy(Unit unit, List<Unit> active) {
        try {
            return switch (unit.settings().schema().strategy()) {
                case CREATE -> perform(Action.CREATE, unit, active);
                case DROP_AND_CREATE -> perform(Action.RECREATE, unit, active);
                case VALIDATE -> perform(Action.VALIDATE, unit, active);
                case NONE -> List.of();
            };
        } catch (RuntimeException e) {
            return List.of(failed(unit, e));
        }
    }

    /** {@return a problem for each difference that a validation finds} */
    private List<Problem> perform(Action action, Unit unit, List<Unit> active) {
        SchemaReport report = new SchemaWork(tools, units.telemetry(), action, List.of(unit), active, false).perform();
        if (report.outcomes().stream().anyMatch(outcome -> !outcome.statements().isEmpty())) {
            LOG.log(Level.INFO, report);
        }
        List<Problem> problems = new ArrayList<>();
        report.outcomes().forEach(outcome -> outcome.failure().ifPresent(e -> problems.add(failed(unit, e))));
        report.differences().forEach(difference -> problems.add(SchemaProblems.schemaDiffers(difference.toString())));
        return problems;
    }

    private static Problem failed(Unit unit, Throwable failure) {
        return SchemaProblems.schemaStrategyFailed(
                unit.key(),
                unit.settings().schema().strategy().word(),
                Secrets.reason(failure, unit.settings().passwords()));
    }
}
