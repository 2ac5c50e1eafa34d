// SPDX-License-Identifier: Apache-2.0
package io.bindkey.schema;

import io.bindkey.SchemaDifference;
import io.bindkey.SchemaReport.Action;
import io.bindkey.SchemaReport.Outcome;
import io.bindkey.message.SchemaFailures;
import io.bindkey.message.Secrets;
import io.bindkey.schema.Plan.Step;
import io.bindkey.unit.Unit;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One schema operation on one bind. */
final class SchemaRun {

    /** How often to begin anew though nothing has changed: without a lock, a look at what others change may fail. */
    private static final int PATIENCE = 5;

    /** SQLSTATE of what cannot be executed inside a transaction. */
    private static final String ACTIVE_TRANSACTION = "25001";

    private final Unit unit;
    private final Action action;
    private final Supplier<SchemaTool> found;
    private final Neighbours neighbours;
    private final Progress progress;
    private final Set<String> tables = new LinkedHashSet<>();
    private final List<String> statements = new ArrayList<>();
    private List<SchemaDifference> differences = List.of();
    private @Nullable SchemaTool tool;
    /** Whether this has made the first of the unit's tables, which are then ours to fill. */
    private boolean madeFirst;

    private Optional<Throwable> failure = Optional.empty();
    private Duration time = Duration.ZERO;

    SchemaRun(Unit unit, Action action, Supplier<SchemaTool> found, Neighbours neighbours, Progress progress) {
        this.unit = unit;
        this.action = action;
        this.found = found;
        this.neighbours = neighbours;
        this.progress = progress;
    }

    /**
     * Removes what is to be made anew. To be called for all binds on a database before any of them is run: they may have tables
     * together, and none shall remove what another one has made.
     */
    void removeFirst() {
        if (action == Action.RECREATE) {
            perform((tool, connection) -> remove(tool, tool::removal, connection));
        }
    }

    /** {@return what was done, also when it failed} */
    Outcome run() {
        if (failure.isEmpty()) {
            perform(this::perform);
        }
        return new Outcome(unit.key(), List.copyOf(tables), List.copyOf(statements), differences, time, failure);
    }

    @FunctionalInterface
    private interface Work {
        void on(SchemaTool tool, Connection connection) throws SQLException;
    }

    private void perform(Work work) {
        long start = System.nanoTime();
        progress.begin(unit.key());
        try {
            SchemaTool known = tool();
            try (Connection connection = unit.unguardedDataSource().getConnection()) {
                work.on(known, connection);
            }
            if (!statements.isEmpty()) {
                unit.awaitEveryNode();
            }
        } catch (SQLException | RuntimeException | LinkageError e) {
            failure = Optional.of(Secrets.safe(e, unit.settings().passwords()));
        }
        progress.end(unit.key());
        time = time.plusNanos(System.nanoTime() - start);
    }

    private SchemaTool tool() {
        SchemaTool known = tool;
        if (known == null) {
            known = found.get();
            tool = known;
        }
        return known;
    }

    private void perform(SchemaTool tool, Connection connection) throws SQLException {
        switch (action) {
            case CREATE, RECREATE -> create(tool, connection);
            case DROP -> remove(tool, tool::removal, connection);
            case TRUNCATE -> remove(tool, tool::truncation, connection);
            case VALIDATE -> {
                tool.objects().tables().forEach(table -> tables.add(table.label()));
                differences = tool.differences(connection);
            }
        }
    }

    @FunctionalInterface
    private interface Planner {
        Plan plan(Connection connection) throws SQLException;
    }

    private void remove(SchemaTool tool, Planner planner, Connection connection) throws SQLException {
        neighbours.check(unit, tool, connection, action);
        new Attempt(connection).of(planner, List.of());
    }

    /**
     * Creates, and begins anew when another instance of the application came in between: what it made is not missing any
     * more. A failure that leaves the same to be done is a real one.
     */
    private void create(SchemaTool tool, Connection connection) throws SQLException {
        List<String> loadScript = SqlScript.of(unit);
        List<String> before = List.of();
        int inVain = 0;
        while (true) {
            Attempt attempt = new Attempt(connection);
            try {
                attempt.of(tool::creation, loadScript);
                return;
            } catch (SQLException e) {
                List<String> planned = attempt.plan.statements();
                inVain = planned.equals(before) ? inVain + 1 : 0;
                if (attempt.isLast(inVain)) {
                    throw e;
                }
                before = planned;
            }
        }
    }

    /** How far an attempt has come. */
    private enum Stage {
        /** Others may change the same objects meanwhile. */
        UNLOCKED,
        /** The database keeps others away. */
        LOCKED,
        /** All objects are made: a failure is one of the load script, or of the commit. */
        MADE
    }

    /** One look at the database and what follows, in one transaction: some databases undo it whole. */
    private final class Attempt {

        private final Connection connection;
        private final boolean transactional;
        private final List<SQLException> passedOver = new ArrayList<>();
        private Plan plan = Plan.NOTHING;
        private int executed;
        private Stage stage = Stage.UNLOCKED;

        Attempt(Connection connection) throws SQLException {
            this.connection = connection;
            DatabaseMetaData metaData = connection.getMetaData();
            // MariaDB says both: statements may be mixed, but what makes tables commits, and ends savepoints.
            this.transactional = metaData.supportsDataDefinitionAndDataManipulationTransactions()
                    && !metaData.dataDefinitionCausesTransactionCommit();
        }

        /**
         * Looks and works.
         *
         * @param loadScript executed when all of the unit's tables are there, by the instance of the application that has made
         *     the first of them: the last may be made by any
         */
        void of(Planner planner, List<String> loadScript) throws SQLException {
            int before = statements.size();
            try (DatabaseLock lock = DatabaseLock.take(unit, connection)) {
                stage = lock.isHeld() ? Stage.LOCKED : Stage.UNLOCKED;
                plan = planner.plan(lock.connection());
                if (madeFirst || !plan.steps().isEmpty()) {
                    // After the look at the database: SQLite would have to give way to who writes in between.
                    connection.setAutoCommit(false);
                    executeAll(loadScript);
                }
                if (!connection.getAutoCommit()) {
                    connection.commit();
                }
                tables.addAll(plan.tables());
            } catch (SQLException | RuntimeException e) {
                passedOver.forEach(e::addSuppressed);
                if (!connection.getAutoCommit()) {
                    connection.rollback();
                    if (transactional) {
                        madeFirst = false;
                        statements.subList(before, statements.size()).clear();
                    }
                }
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }

        /** {@return whether there shall be no other attempt after its failure} */
        boolean isLast(int inVain) {
            return switch (stage) {
                case UNLOCKED -> inVain > PATIENCE;
                case LOCKED -> inVain > 0;
                case MADE -> true;
            };
        }

        private void executeAll(List<String> loadScript) throws SQLException {
            try {
                for (Step step : plan.steps()) {
                    execute(step);
                    progress.step(unit.key(), executed, plan.steps().size());
                }
                stage = Stage.MADE;
                if (madeFirst) {
                    fill(loadScript);
                }
            } finally {
                for (String sql : plan.cleanup()) {
                    execute(sql);
                }
            }
        }

        private void fill(List<String> loadScript) throws SQLException {
            for (String sql : plan.once()) {
                execute(sql);
            }
            for (String sql : loadScript) {
                load(sql);
            }
        }

        /** On PostgreSQL a failed statement would spoil the transaction, but for what happened since a savepoint. */
        @SuppressWarnings("ReferenceEquality") // The very one; and who compares records leaves the class to the JDK.
        private void execute(Step step) throws SQLException {
            Savepoint savepoint = step.mayFail() && transactional ? connection.setSavepoint() : null;
            try {
                execute(step.sql());
                madeFirst |= step == plan.first();
            } catch (SQLException e) {
                if (!step.mayFail()) {
                    throw e;
                }
                passedOver.add(e);
                if (savepoint != null) {
                    connection.rollback(savepoint);
                }
            }
        }

        /** PostgreSQL refuses some statements inside a transaction, such as VACUUM. */
        private void load(String sql) throws SQLException {
            try {
                execute(sql);
            } catch (SQLException e) {
                if (transactional && ACTIVE_TRANSACTION.equals(e.getSQLState())) {
                    String script = unit.settings().schema().loadScript().orElse("");
                    throw SchemaFailures.notInTransaction(unit.key(), script, sql, e);
                }
                throw e;
            }
        }

        private void execute(String sql) throws SQLException {
            long start = System.nanoTime();
            try (Statement statement = connection.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new SQLException(e.getMessage() + " [" + sql + "]", e.getSQLState(), e.getErrorCode(), e);
            } finally {
                progress.executed(unit, sql, System.nanoTime() - start);
            }
            statements.add(sql);
            executed++;
        }
    }
}
