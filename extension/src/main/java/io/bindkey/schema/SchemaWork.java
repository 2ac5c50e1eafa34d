// SPDX-License-Identifier: Apache-2.0
package io.bindkey.schema;

import io.bindkey.SchemaReport;
import io.bindkey.SchemaReport.Action;
import io.bindkey.SchemaReport.Outcome;
import io.bindkey.config.BindsConfig;
import io.bindkey.message.SchemaFailures;
import io.bindkey.telemetry.Operation;
import io.bindkey.telemetry.Telemetry;
import io.bindkey.unit.DropLeave;
import io.bindkey.unit.SideBySide;
import io.bindkey.unit.Unit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** One schema operation on several binds: first what forbids it in any of them, then the work. */
final class SchemaWork {

    private final SchemaTools tools;
    private final Telemetry telemetry;
    private final Action action;
    private final List<Unit> chosen;
    private final List<Unit> active;
    private final boolean createSchemas;

    /**
     * @param chosen the binds to work on, in key order, none of them switched off
     * @param active all binds that are not switched off
     * @param createSchemas whether to make database schemas even where the settings do not say so
     */
    SchemaWork(
            SchemaTools tools,
            Telemetry telemetry,
            Action action,
            List<Unit> chosen,
            List<Unit> active,
            boolean createSchemas) {
        this.tools = tools;
        this.telemetry = telemetry;
        this.action = action;
        this.chosen = chosen;
        this.active = active;
        this.createSchemas = createSchemas;
    }

    /** {@return what was done} A validation tells its failures there, too. */
    SchemaReport perform() {
        if (action != Action.VALIDATE) {
            checkAllowed();
        }
        SchemaReport report = new SchemaReport(action, work());
        if (!report.succeeded() && action != Action.VALIDATE) {
            throw SchemaFailures.failed(report);
        }
        return report;
    }

    /** Fails when something forbids it in one of the binds. */
    private void checkAllowed() {
        refuse(unit -> unit.settings().readOnly(), SchemaFailures::readOnly);
        if (action != Action.TRUNCATE) {
            refuse(unit -> unit.settings().schema().migration().isPresent(), SchemaFailures::migrated);
        }
        if (action != Action.CREATE) {
            refuse(unit -> !DropLeave.of(unit.settings(), unit::unguardedDataSource), SchemaFailures::dropForbidden);
        }
    }

    private void refuse(Predicate<Unit> forbidden, BiFunction<Action, List<String>, RuntimeException> refusal) {
        List<String> keys = chosen.stream().filter(forbidden).map(Unit::key).toList();
        if (!keys.isEmpty()) {
            throw refusal.apply(action, keys);
        }
    }

    /** Different databases at the same time, binds on one database one after another. */
    private List<Outcome> work() {
        Map<String, List<Unit>> byDatabase = new LinkedHashMap<>();
        chosen.forEach(unit -> byDatabase
                .computeIfAbsent(database(unit), name -> new ArrayList<>())
                .add(unit));
        try (Progress progress = new Progress(action, telemetry)) {
            List<Callable<List<Outcome>>> work = new ArrayList<>();
            for (List<Unit> sharing : byDatabase.values()) {
                Neighbours neighbours = neighbours(sharing);
                work.add(() -> perform(sharing, neighbours, progress));
            }
            return SideBySide.run(work).stream()
                    .flatMap(List::stream)
                    .sorted(Comparator.comparing(Outcome::bind, BindsConfig.KEY_ORDER))
                    .toList();
        }
    }

    /** On one database. */
    private List<Outcome> perform(List<Unit> sharing, Neighbours neighbours, Progress progress) {
        List<SchemaRun> runs = sharing.stream()
                .map(unit -> new SchemaRun(unit, action, () -> tool(unit), neighbours, progress))
                .toList();
        List<Operation> operations = sharing.stream()
                .map(unit -> telemetry.of(unit.key()).beginSchemaOperation(action))
                .toList();
        runs.forEach(SchemaRun::removeFirst);
        List<Outcome> outcomes = runs.stream().map(SchemaRun::run).toList();
        for (int i = 0; i < outcomes.size(); i++) {
            operations.get(i).end(outcomes.get(i).failure().isPresent());
        }
        if (outcomes.stream().anyMatch(outcome -> !outcome.statements().isEmpty())) {
            forgetRows(sharing);
        }
        return outcomes;
    }

    private SchemaTool tool(Unit unit) {
        SchemaTool tool = tools.of(unit, action);
        return createSchemas ? tool.withSchemas() : tool;
    }

    /** In every bind on that database: a provider would give rows from its cache, and ids that begin anew a second time. */
    private void forgetRows(List<Unit> changed) {
        active.stream()
                .filter(unit ->
                        changed.stream().anyMatch(other -> unit.database().isTheSameAs(other.database())))
                .forEach(Unit::forgetRows);
    }

    private Neighbours neighbours(List<Unit> sharing) {
        String database = database(sharing.get(0));
        return Neighbours.opened(
                tools,
                active.stream()
                        .filter(unit -> database(unit).equals(database) && !chosen.contains(unit))
                        .toList());
    }

    private static String database(Unit unit) {
        return unit.settings().database().identity();
    }
}
