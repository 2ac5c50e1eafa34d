// SPDX-License-Identifier: Apache-2.0
package io.bindkey.schema;

import io.bindkey.SchemaDifference;
import io.bindkey.SchemaDifference.Kind;
import io.bindkey.schema.Catalog.FoundColumn;
import io.bindkey.schema.Catalog.FoundTable;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.boot.model.relational.Sequence;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.Index;
import org.hibernate.mapping.Selectable;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UniqueKey;
import org.hibernate.tool.schema.extract.spi.SequenceInformation;

/** Compares a mapping with a database, object by object. */
final class HibernateComparison {

    private final String bind;
    private final HibernateMapping mapping;
    private final Catalog catalog;
    private final HibernateSequences sequences;
    private final HibernateKeys keys;
    private final HibernateTypes types;
    private final List<SchemaDifference> differences = new ArrayList<>();

    HibernateComparison(String bind, HibernateMapping mapping, Connection connection) throws SQLException {
        this.bind = bind;
        this.mapping = mapping;
        this.catalog = new Catalog(connection);
        this.sequences = HibernateSequences.of(mapping, connection);
        this.keys = new HibernateKeys(mapping, catalog);
        this.types = new HibernateTypes(mapping, catalog.product());
    }

    List<SchemaDifference> differences() throws SQLException {
        mapping.sequences().forEach(this::compare);
        for (Table table : mapping.tables()) {
            Optional<FoundTable> found = catalog.table(mapping.name(table));
            if (found.isEmpty()) {
                add(Kind.MISSING_TABLE, table, "", "", "");
            } else {
                compareColumns(table, found.get());
                if (!table.isView()) {
                    comparePrimaryKey(table, found.get());
                    compareKeys(table);
                }
            }
        }
        return List.copyOf(differences);
    }

    private void compare(Sequence sequence) {
        String name = sequence.getName().getObjectName().getText();
        Optional<SequenceInformation> found = sequences.find(sequence);
        if (found.isEmpty()) {
            differences.add(new SchemaDifference(bind, Kind.MISSING_SEQUENCE, name, "", "", ""));
            return;
        }
        Number increment = found.get().getIncrementValue();
        if (increment != null && increment.longValue() > 0 && increment.longValue() != sequence.getIncrementSize()) {
            differences.add(new SchemaDifference(
                    bind,
                    Kind.WRONG_INCREMENT,
                    name,
                    "",
                    String.valueOf(sequence.getIncrementSize()),
                    increment.toString()));
        }
    }

    private void compareColumns(Table table, FoundTable found) throws SQLException {
        List<FoundColumn> there = catalog.columns(found);
        for (Column column : table.getColumns()) {
            String name = mapping.name(column);
            Optional<FoundColumn> match = there.stream()
                    .filter(c -> catalog.sameColumn(c.name(), name))
                    .findFirst();
            if (match.isEmpty()) {
                add(Kind.MISSING_COLUMN, table, column.getName(), types.sqlType(column), "");
            } else {
                compare(table, column, match.get());
            }
        }
    }

    private void compare(Table table, Column column, FoundColumn found) {
        if (!types.fits(column, found)) {
            add(Kind.WRONG_TYPE, table, column.getName(), types.sqlType(column), HibernateTypes.describe(found));
        }
        // A key is never null, whatever is written; of a view, nobody knows.
        boolean inPrimaryKey = table.hasPrimaryKey() && table.getPrimaryKey().containsColumn(column);
        if (column.isNullable() != found.nullable() && !inPrimaryKey && !table.isView()) {
            add(
                    Kind.WRONG_NULLABILITY,
                    table,
                    column.getName(),
                    column.isNullable() ? "null" : "not null",
                    found.nullable() ? "null" : "not null");
        }
    }

    private void comparePrimaryKey(Table table, FoundTable found) throws SQLException {
        if (!table.hasPrimaryKey()) {
            return;
        }
        List<String> wanted = mapping.names(table.getPrimaryKey().getColumns());
        List<String> there = catalog.primaryKey(found);
        boolean same = wanted.size() == there.size()
                && wanted.stream().allMatch(w -> there.stream().anyMatch(t -> catalog.sameColumn(w, t)));
        if (!same) {
            add(
                    Kind.MISSING_PRIMARY_KEY,
                    table,
                    text(table.getPrimaryKey().getColumns()),
                    "",
                    String.join(", ", there));
        }
    }

    private void compareKeys(Table table) throws SQLException {
        for (ForeignKey key : keys.missingForeignKeys(table)) {
            String target = "a reference to " + key.getReferencedTable().getName();
            add(Kind.MISSING_FOREIGN_KEY, table, text(key.getColumns()), target, "");
        }
        for (UniqueKey key : keys.missingUniqueKeys(table)) {
            add(Kind.MISSING_UNIQUE_KEY, table, text(key.getColumns()), "", "");
        }
        for (Index index : keys.missingIndexes(table)) {
            add(Kind.MISSING_INDEX, table, text(index.getSelectables()), "", "");
        }
    }

    private static String text(List<? extends Selectable> columns) {
        return columns.stream().map(Selectable::getText).collect(Collectors.joining(", "));
    }

    private void add(Kind kind, Table table, String subject, String expected, String found) {
        differences.add(new SchemaDifference(bind, kind, table.getName(), subject, expected, found));
    }
}
