// SPDX-License-Identifier: Apache-2.0
package io.bindkey.schema;

import io.bindkey.SchemaReport.Action;
import io.bindkey.SchemaReport.Outcome;
import io.bindkey.message.Failures;
import io.bindkey.message.Secrets;
import io.bindkey.unit.Unit;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One schema operation on one bind. */
final class SchemaRun {

    private final Unit unit;
    private final Set<String> tables = new LinkedHashSet<>();
    private final List<String> statements = new ArrayList<>();

    private SchemaRun(Unit unit) {
        this.unit = unit;
    }

    static Outcome run(Unit unit, Action action) {
        long start = System.nanoTime();
        SchemaRun run = new SchemaRun(unit);
        Optional<Throwable> failure = run.perform(action);
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        return new Outcome(unit.key(), List.copyOf(run.tables), List.copyOf(run.statements), time, failure);
    }

    private Optional<Throwable> perform(Action action) {
        try {
            SchemaTool tool = tool(unit);
            if (action != Action.CREATE) {
                execute(tool::removal);
            }
            if (action != Action.DROP) {
                execute(tool::creation);
            }
            return Optional.empty();
        } catch (SQLException | RuntimeException e) {
            return Optional.of(Secrets.safe(e, unit.settings().password()));
        }
    }

    @FunctionalInterface
    private interface Planner {
        SchemaTool.Plan plan(Connection connection);
    }

    /** In one database transaction: some databases undo it whole, and SQLite is many times faster. */
    private void execute(Planner planner) throws SQLException {
        try (Connection connection = unit.unguardedDataSource().getConnection()) {
            SchemaTool.Plan plan = planner.plan(connection);
            int before = statements.size();
            connection.setAutoCommit(false);
            try {
                execute(connection, plan.statements());
                connection.commit();
                tables.addAll(plan.tables());
            } catch (SQLException e) {
                connection.rollback();
                if (connection.getMetaData().supportsDataDefinitionAndDataManipulationTransactions()) {
                    statements.subList(before, statements.size()).clear();
                }
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private void execute(Connection connection, List<String> planned) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            for (String sql : planned) {
                try {
                    statement.execute(sql);
                } catch (SQLException e) {
                    throw new SQLException(e.getMessage() + " [" + sql + "]", e.getSQLState(), e.getErrorCode(), e);
                }
                statements.add(sql);
            }
        }
    }

    /** {@return what knows the schema of a unit} */
    static SchemaTool tool(Unit unit) {
        // The unit has a model of the mapping only where Hibernate is its provider.
        return unit.providerMapping()
                .map(mapping -> HibernateSchema.tool(unit, mapping))
                .orElseThrow(() -> Failures.schemaNotWithProvider(unit.key()));
    }
}
