// SPDX-License-Identifier: Apache-2.0
package io.bindkey.schema;

import io.bindkey.schema.Catalog.FoundForeignKey;
import io.bindkey.schema.Catalog.FoundIndex;
import io.bindkey.schema.Catalog.FoundTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.Index;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UniqueKey;

/**
 * The keys and indexes of the mapping that a database lacks. They are recognized by their columns, for their names may be
 * anybody's. Those over columns that are not there are not counted: the missing column says it all.
 */
final class HibernateKeys {

    private final HibernateMapping mapping;
    private final Catalog catalog;

    HibernateKeys(HibernateMapping mapping, Catalog catalog) {
        this.mapping = mapping;
        this.catalog = catalog;
    }

    /** {@return the indexes that are missing, which is all of them where the table is} */
    List<Index> missingIndexes(Table table) throws SQLException {
        List<Index> wanted = table.getIndexes().values().stream()
                .filter(index -> !mapping.create(index).isEmpty())
                .toList();
        Optional<FoundTable> found = catalog.table(mapping.name(table));
        if (found.isEmpty() || wanted.isEmpty()) {
            return wanted;
        }
        List<FoundIndex> there = catalog.indexes(found.get());
        List<Index> missing = new ArrayList<>();
        for (Index index : wanted) {
            // What an index over an expression covers, no driver tells alike.
            boolean overColumns = index.getSelectables().stream().allMatch(Column.class::isInstance);
            List<String> columns = overColumns ? mapping.names(columns(index)) : List.of();
            if (overColumns
                    && haveAll(found.get(), columns)
                    && there.stream().noneMatch(i -> catalog.sameColumns(i.columns(), columns))) {
                missing.add(index);
            }
        }
        return missing;
    }

    /** {@return the unique keys that are missing, which is all of them where the table is} */
    List<UniqueKey> missingUniqueKeys(Table table) throws SQLException {
        List<UniqueKey> wanted = List.copyOf(table.getUniqueKeys().values());
        Optional<FoundTable> found = catalog.table(mapping.name(table));
        if (found.isEmpty() || wanted.isEmpty()) {
            return wanted;
        }
        List<FoundIndex> unique =
                catalog.indexes(found.get()).stream().filter(FoundIndex::unique).toList();
        List<UniqueKey> missing = new ArrayList<>();
        for (UniqueKey key : wanted) {
            List<String> columns = mapping.names(key.getColumns());
            if (haveAll(found.get(), columns) && unique.stream().noneMatch(i -> sameSet(i.columns(), columns))) {
                missing.add(key);
            }
        }
        return missing;
    }

    /** {@return the foreign keys that are missing, which is all of them where the table is} */
    List<ForeignKey> missingForeignKeys(Table table) throws SQLException {
        List<ForeignKey> wanted = mapping.foreignKeys(table).stream()
                .filter(key -> !mapping.create(key).isEmpty())
                .toList();
        Optional<FoundTable> found = catalog.table(mapping.name(table));
        if (found.isEmpty() || wanted.isEmpty()) {
            return wanted;
        }
        List<FoundForeignKey> there = catalog.foreignKeys(found.get());
        List<ForeignKey> missing = new ArrayList<>();
        for (ForeignKey key : wanted) {
            List<String> columns = mapping.names(key.getColumns());
            Optional<FoundTable> target = catalog.table(mapping.name(key.getReferencedTable()));
            boolean exists = target.isPresent()
                    && there.stream()
                            .anyMatch(f -> f.to().text().equals(target.get().text()) && sameSet(f.columns(), columns));
            if (!exists && haveAll(found.get(), columns)) {
                missing.add(key);
            }
        }
        return missing;
    }

    private static List<Column> columns(Index index) {
        return index.getSelectables().stream().map(Column.class::cast).toList();
    }

    private boolean haveAll(FoundTable table, List<String> columns) throws SQLException {
        List<String> there =
                catalog.columns(table).stream().map(Catalog.FoundColumn::name).toList();
        return columns.stream().allMatch(c -> there.stream().anyMatch(t -> catalog.sameColumn(t, c)));
    }

    private boolean sameSet(List<String> one, List<String> other) {
        return one.size() == other.size()
                && one.stream().allMatch(a -> other.stream().anyMatch(b -> catalog.sameColumn(a, b)));
    }
}
