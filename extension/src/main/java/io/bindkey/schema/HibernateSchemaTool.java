// SPDX-License-Identifier: Apache-2.0
package io.bindkey.schema;

import io.bindkey.SchemaDifference;
import io.bindkey.SchemaReport.Action;
import io.bindkey.database.Product;
import io.bindkey.schema.Plan.Step;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.Sequence;
import org.hibernate.dialect.Dialect;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.Index;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UniqueKey;

/**
 * Asks Hibernate for the statements of single objects, and leaves the choice and the execution to us: Hibernate's own
 * tools do all or nothing, cascade, go on after an error and do not tell what they did.
 */
final class HibernateSchemaTool implements SchemaTool {

    private static final Pattern DROPPED_TYPE =
            Pattern.compile("(?i)drop (?:type|domain) (?:if exists )?(?:\\w+\\.)?\"?(\\w+)\"?.*");

    private final String bind;
    private final HibernateMapping mapping;
    private final HibernateOtherObjects others;
    private final boolean createSchemas;

    HibernateSchemaTool(String bind, Object metadata, boolean createSchemas) {
        this(bind, new HibernateMapping((Metadata) metadata), createSchemas);
    }

    private HibernateSchemaTool(String bind, HibernateMapping mapping, boolean createSchemas) {
        this.bind = bind;
        this.mapping = mapping;
        this.others = new HibernateOtherObjects(mapping);
        this.createSchemas = createSchemas;
    }

    @Override
    public SchemaTool withSchemas() {
        return new HibernateSchemaTool(bind, mapping, true);
    }

    @Override
    public Objects objects() {
        return mapping.objects();
    }

    @Override
    public Plan creation(Connection connection) throws SQLException {
        Catalog catalog = new Catalog(connection);
        HibernateSequences sequences = HibernateSequences.of(mapping, connection);
        HibernateKeys keys = new HibernateKeys(mapping, catalog);
        Set<Table> missing = new LinkedHashSet<>();
        List<Step> steps = new ArrayList<>();
        for (Table table : mapping.tables()) {
            if (catalog.table(mapping.name(table)).isEmpty()) {
                missing.add(table);
            }
        }
        if (!missing.isEmpty()) {
            if (createSchemas) {
                addNamespaces(missing, catalog, steps);
            }
            others.createTypes().forEach(sql -> steps.add(new Step(sql, true)));
        }
        for (Sequence sequence : mapping.sequences()) {
            if (sequences.find(sequence).isEmpty()) {
                add(mapping.create(sequence), steps);
            }
        }
        Step first = null;
        for (Table table : missing) {
            List<String> statements = mapping.create(table);
            add(statements, steps);
            if (first == null
                    && !table.isView()
                    && missing.size() == mapping.tables().size()) {
                first = steps.get(steps.size() - statements.size());
            }
        }
        for (Table table : mapping.tables()) {
            for (Index index : keys.missingIndexes(table)) {
                add(mapping.create(index), steps);
            }
            for (UniqueKey key : keys.missingUniqueKeys(table)) {
                add(mapping.create(key, missing.contains(table)), steps);
            }
        }
        for (Table table : mapping.tables()) {
            for (ForeignKey key : keys.missingForeignKeys(table)) {
                add(mapping.create(key), steps);
            }
        }
        if (!missing.isEmpty()) {
            others.createAfterTables().forEach(sql -> steps.add(new Step(sql, true)));
        }
        return new Plan(
                missing.stream().map(Table::getName).toList(),
                List.copyOf(steps),
                List.of(),
                first,
                others.initialize());
    }

    private static void add(List<String> statements, List<Step> steps) {
        statements.forEach(sql -> steps.add(Step.of(sql)));
    }

    private void addNamespaces(Set<Table> tables, Catalog catalog, List<Step> steps) throws SQLException {
        Dialect dialect = mapping.dialect();
        Set<String> seen = new LinkedHashSet<>();
        for (Table table : tables) {
            ObjectName name = mapping.name(table);
            Identifier schema = mapping.context().schemaWithDefault(table.getSchemaIdentifier());
            Identifier database = mapping.context().catalogWithDefault(table.getCatalogIdentifier());
            if (schema != null && name.schema() != null && dialect.canCreateSchema() && seen.add(name.schema())) {
                if (!catalog.hasNamespace(name.schema())) {
                    add(List.of(dialect.getCreateSchemaCommand(schema.render(dialect))), steps);
                }
            } else if (database != null
                    && name.catalog() != null
                    && dialect.canCreateCatalog()
                    && seen.add(name.catalog())
                    && !catalog.hasNamespace(name.catalog())) {
                add(List.of(dialect.getCreateCatalogCommand(database.render(dialect))), steps);
            }
        }
    }

    @Override
    public Plan removal(Connection connection) throws SQLException {
        Catalog catalog = new Catalog(connection);
        HibernateSequences sequences = HibernateSequences.of(mapping, connection);
        Removal removal = new Removal(bind, catalog, mapping.objects().tables());
        List<Step> steps = new ArrayList<>();
        if (!removal.tables().isEmpty()) {
            steps.addAll(removal.drop());
        }
        for (Sequence sequence : mapping.sequences()) {
            if (sequences.find(sequence).isPresent()) {
                add(mapping.drop(sequence), steps);
            }
        }
        if (!steps.isEmpty()) {
            for (String sql : others.dropTypes()) {
                Matcher type = DROPPED_TYPE.matcher(sql);
                if (!type.matches() || !catalog.usesType(type.group(1), removal.found())) {
                    steps.add(new Step(sql, true));
                }
            }
        }
        return Plan.of(removal.tables(), steps);
    }

    @Override
    public Plan truncation(Connection connection) throws SQLException {
        return new Removal(bind, new Catalog(connection), mapping.tablesOfEntities()).truncate();
    }

    @Override
    public List<SchemaDifference> differences(Connection connection) throws SQLException {
        return new HibernateComparison(bind, mapping, connection).differences();
    }

    @Override
    public List<String> script(Action action) {
        return switch (action) {
            case CREATE -> createScript();
            case DROP -> dropScript();
            case RECREATE -> {
                List<String> statements = new ArrayList<>(dropScript());
                statements.addAll(createScript());
                yield statements;
            }
            case TRUNCATE -> truncateScript();
            case VALIDATE -> throw new IllegalArgumentException("A validation has no statements");
        };
    }

    private List<String> createScript() {
        List<String> statements = new ArrayList<>(others.createTypes());
        mapping.sequences().forEach(sequence -> statements.addAll(mapping.create(sequence)));
        for (Table table : mapping.tables()) {
            statements.addAll(mapping.create(table));
        }
        for (Table table : mapping.tables()) {
            table.getIndexes().values().forEach(index -> statements.addAll(mapping.create(index)));
            table.getUniqueKeys().values().forEach(key -> statements.addAll(mapping.create(key, true)));
        }
        for (Table table : mapping.tables()) {
            mapping.foreignKeys(table).forEach(key -> statements.addAll(mapping.create(key)));
        }
        statements.addAll(others.createAfterTables());
        statements.addAll(others.initialize());
        return statements;
    }

    private List<String> dropScript() {
        List<String> statements = new ArrayList<>();
        for (Table table : mapping.tables()) {
            mapping.foreignKeys(table).forEach(key -> statements.addAll(mapping.drop(key)));
        }
        for (boolean view : new boolean[] {true, false}) {
            mapping.objects().tables().stream()
                    .filter(table -> table.view() == view)
                    .forEach(
                            table -> statements.add("drop " + (view ? "view" : "table") + " if exists " + table.sql()));
        }
        mapping.sequences().forEach(sequence -> statements.addAll(mapping.drop(sequence)));
        statements.addAll(others.dropTypes());
        return statements;
    }

    private List<String> truncateScript() {
        List<OwnTable> tables = mapping.tablesOfEntities();
        return tables.isEmpty()
                ? List.of()
                : Removal.truncate(product(), tables).statements();
    }

    /** {@return the product by its dialect, for its name is not told without a connection} */
    private Product product() {
        String dialect = mapping.dialect().getClass().getSimpleName().toLowerCase(Locale.ROOT);
        for (Product product : Product.values()) {
            if (dialect.startsWith(product.name().toLowerCase(Locale.ROOT))) {
                return product;
            }
        }
        return dialect.startsWith("mysql") ? Product.MARIADB : Product.OTHER;
    }
}
