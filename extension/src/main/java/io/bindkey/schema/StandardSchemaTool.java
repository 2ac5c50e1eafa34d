// SPDX-License-Identifier: Apache-2.0
package io.bindkey.schema;

import io.bindkey.SchemaDifference;
import io.bindkey.SchemaReport.Action;
import io.bindkey.message.SchemaFailures;
import io.bindkey.schema.Plan.Step;
import io.bindkey.unit.Unit;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Works with the scripts that every provider can write (Jakarta Persistence, section 9.4), in the form in which EclipseLink
 * writes them: a line for each statement. What a provider does not tell by its scripts is refused.
 */
final class StandardSchemaTool implements SchemaTool {

    private static final String NAME =
            "((?:[^\\s(\"`.]+|\"[^\"]+\"|`[^`]+`)(?:\\.(?:[^\\s(\"`.]+|\"[^\"]+\"|`[^`]+`))*)";
    private static final Pattern CREATE =
            Pattern.compile("(?is)create\\s+(table|sequence)\\s+(?:if\\s+not\\s+exists\\s+)?" + NAME + ".*");
    private static final Pattern ABOUT_TABLE =
            Pattern.compile("(?is)(?:alter\\s+table|create\\s+(?:unique\\s+)?index\\s+\\S+\\s+on)\\s+" + NAME + ".*");
    /** The row of a generator: its table, the column of its name, and its name. */
    private static final Pattern GENERATOR = Pattern.compile("(?is)insert\\s+into\\s+" + NAME
            + "\\s*\\(\\s*([^\\s,]+)\\s*,[^)]*\\)\\s*values\\s*\\(\\s*('(?:[^']|'')*')\\s*,.*");

    private final Unit unit;
    private final List<String> creation;

    StandardSchemaTool(Unit unit) {
        this.unit = unit;
        this.creation = statements("create");
    }

    private List<String> statements(String action) {
        return unit.offline()
                .statements(action)
                .lines()
                .map(line -> line.strip().replaceFirst(";$", ""))
                .filter(line -> !line.isEmpty())
                .toList();
    }

    @Override
    public Objects objects() {
        List<OwnTable> tables = new ArrayList<>();
        List<OwnSequence> sequences = new ArrayList<>();
        for (String sql : creation) {
            Matcher create = CREATE.matcher(sql);
            if (create.matches()) {
                String name = create.group(2);
                if (create.group(1).equalsIgnoreCase("table")) {
                    tables.add(new OwnTable(nameOf(name), nameOf(name).name(), name, false));
                } else {
                    sequences.add(new OwnSequence(nameOf(name), name));
                }
            }
        }
        return new Objects(List.copyOf(tables), List.copyOf(sequences));
    }

    /** As written; the database's own case is found by {@link #inCaseOf}. */
    private static ObjectName nameOf(String sql) {
        String[] parts = sql.split("\\.(?=(?:[^\"`]|[\"`][^\"`]*[\"`])*$)", -1);
        String schema = parts.length > 1 ? parts[parts.length - 2] : null;
        return new ObjectName(null, schema, parts[parts.length - 1]);
    }

    private static OwnTable inCaseOf(DatabaseMetaData database, OwnTable table) throws SQLException {
        ObjectName name = inCaseOf(database, table.name());
        return new OwnTable(name, name.name(), table.sql(), table.view());
    }

    private static ObjectName inCaseOf(DatabaseMetaData database, ObjectName name) throws SQLException {
        String schema = name.schema();
        return new ObjectName(
                null, schema == null ? null : inCaseOf(database, schema), inCaseOf(database, name.name()));
    }

    private static String inCaseOf(DatabaseMetaData database, String identifier) throws SQLException {
        if (identifier.startsWith("\"") || identifier.startsWith("`")) {
            return identifier.substring(1, identifier.length() - 1);
        }
        if (database.storesUpperCaseIdentifiers()) {
            return identifier.toUpperCase(Locale.ROOT);
        }
        return database.storesLowerCaseIdentifiers() ? identifier.toLowerCase(Locale.ROOT) : identifier;
    }

    @Override
    public Plan creation(Connection connection) throws SQLException {
        Catalog catalog = new Catalog(connection);
        List<OwnTable> missing = new ArrayList<>();
        for (OwnTable table : objects().tables()) {
            if (catalog.table(inCaseOf(connection.getMetaData(), table.name())).isEmpty()) {
                missing.add(table);
            }
        }
        List<Step> steps = new ArrayList<>();
        for (String sql : creation) {
            Optional<String> table = tableOf(sql);
            Matcher generator = GENERATOR.matcher(sql);
            if (generator.matches()) {
                if (isOneOf(missing, generator.group(1)) || !hasRow(connection, generator)) {
                    steps.add(Step.of(sql));
                }
            } else if (table.isEmpty() && CREATE.matcher(sql).matches()) {
                // JDBC knows no sequences, so it may be there.
                steps.add(new Step(sql, true));
            } else if (table.map(name -> isOneOf(missing, name)).orElse(!missing.isEmpty())) {
                steps.add(Step.of(sql));
            }
        }
        Step first = null;
        if (!missing.isEmpty() && missing.size() == objects().tables().size()) {
            String name = missing.get(0).sql();
            first = steps.stream()
                    .filter(step -> tableOf(step.sql()).filter(name::equals).isPresent())
                    .findFirst()
                    .orElseThrow();
        }
        return new Plan(
                missing.stream().map(OwnTable::label).toList(), List.copyOf(steps), List.of(), first, List.of());
    }

    private static boolean hasRow(Connection connection, Matcher generator) throws SQLException {
        String sql =
                "select 1 from " + generator.group(1) + " where " + generator.group(2) + " = " + generator.group(3);
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            return rows.next();
        }
    }

    private static boolean isOneOf(List<OwnTable> tables, String name) {
        return tables.stream().anyMatch(table -> table.sql().equalsIgnoreCase(name));
    }

    /** {@return the table that a statement makes or completes} */
    private static Optional<String> tableOf(String sql) {
        Matcher create = CREATE.matcher(sql);
        if (create.matches()) {
            return Optional.of(create.group(2)).filter(name -> create.group(1).equalsIgnoreCase("table"));
        }
        Matcher about = ABOUT_TABLE.matcher(sql);
        return about.matches() ? Optional.of(about.group(1)) : Optional.empty();
    }

    @Override
    public Plan removal(Connection connection) throws SQLException {
        List<OwnTable> tables = new ArrayList<>();
        for (OwnTable table : objects().tables()) {
            tables.add(inCaseOf(connection.getMetaData(), table));
        }
        Removal removal = new Removal(unit.key(), new Catalog(connection), tables);
        if (removal.tables().isEmpty()) {
            return Plan.NOTHING;
        }
        List<Step> steps = new ArrayList<>(removal.drop());
        objects().sequences().forEach(sequence -> steps.add(new Step("drop sequence " + sequence.sql(), true)));
        return Plan.of(removal.tables(), steps);
    }

    @Override
    public Plan truncation(Connection connection) {
        throw SchemaFailures.notWithProvider(
                Action.TRUNCATE, unit.key(), unit.provider().name());
    }

    @Override
    public List<SchemaDifference> differences(Connection connection) {
        throw SchemaFailures.notWithProvider(
                Action.VALIDATE, unit.key(), unit.provider().name());
    }

    @Override
    public List<String> script(Action action) {
        return switch (action) {
            case CREATE -> creation;
            case DROP -> statements("drop");
            case RECREATE -> {
                List<String> statements = new ArrayList<>(statements("drop"));
                statements.addAll(creation);
                yield statements;
            }
            case TRUNCATE, VALIDATE ->
                throw SchemaFailures.notWithProvider(
                        action, unit.key(), unit.provider().name());
        };
    }
}
