// SPDX-License-Identifier: Apache-2.0
package io.bindkey.schema;

import io.bindkey.database.Product;
import io.bindkey.message.SchemaFailures;
import io.bindkey.schema.Catalog.FoundForeignKey;
import io.bindkey.schema.Catalog.FoundTable;
import io.bindkey.schema.Plan.Step;
import io.bindkey.schema.SchemaTool.OwnTable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Drops and empties the tables of one unit that are there.
 *
 * <p>Never by "cascade", which would reach into what belongs to others: the unit's own foreign keys are dropped first, by
 * the names that they really have, and a foreign key of somebody else's that leads here is a refusal.
 */
final class Removal {

    private final Catalog catalog;
    private final Map<OwnTable, FoundTable> found = new LinkedHashMap<>();

    Removal(String bind, Catalog catalog, List<OwnTable> tables) throws SQLException {
        this.catalog = catalog;
        for (OwnTable table : tables) {
            catalog.table(table.name()).ifPresent(there -> found.put(table, there));
        }
        Set<String> own = found.values().stream().map(FoundTable::text).collect(Collectors.toSet());
        for (FoundTable table : found.values()) {
            for (FoundForeignKey key : catalog.references(table)) {
                if (!own.contains(key.from().text())) {
                    throw SchemaFailures.referencedByOthers(
                            bind, table.name(), key.from().text(), key.name());
                }
            }
        }
    }

    /** {@return the names of the tables that are there, as the mapping has them} */
    List<String> tables() {
        return found.keySet().stream().map(OwnTable::label).toList();
    }

    /** {@return the tables that are there, as the database names them} */
    Set<FoundTable> found() {
        return Set.copyOf(found.values());
    }

    /** {@return the statements that drop the tables} */
    List<Step> drop() throws SQLException {
        List<Step> steps = new ArrayList<>();
        if (catalog.product() == Product.SQLITE) {
            // It cannot drop a key, but looks at them only when all tables are gone.
            steps.add(Step.of("pragma defer_foreign_keys = on"));
        } else {
            for (Map.Entry<OwnTable, FoundTable> table : found.entrySet()) {
                for (FoundForeignKey key : catalog.foreignKeys(table.getValue())) {
                    if (key.name() != null) {
                        steps.add(Step.of("alter table " + table.getKey().sql() + " drop constraint "
                                + catalog.quoted(key.name())));
                    }
                }
            }
        }
        found.keySet().stream().filter(OwnTable::view).forEach(view -> steps.add(Step.of("drop view " + view.sql())));
        found.keySet().stream()
                .filter(table -> !table.view())
                .forEach(table -> steps.add(Step.of("drop table " + table.sql())));
        return steps;
    }

    /** {@return what empties the tables; columns that the database numbers begin anew} */
    Plan truncate() {
        List<OwnTable> full = found.keySet().stream().filter(t -> !t.view()).toList();
        return full.isEmpty() ? Plan.NOTHING : truncate(catalog.product(), full);
    }

    /** {@return what empties tables, which are some} */
    static Plan truncate(Product product, List<OwnTable> tables) {
        List<String> before = new ArrayList<>();
        List<String> work = new ArrayList<>();
        List<String> cleanup = new ArrayList<>();
        List<String> names = tables.stream().map(OwnTable::sql).toList();
        switch (product) {
            case POSTGRESQL -> work.add("truncate table " + String.join(", ", names) + " restart identity");
            case MARIADB -> {
                before.add("set foreign_key_checks = 0");
                names.forEach(name -> work.add("truncate table " + name));
                cleanup.add("set foreign_key_checks = 1");
            }
            case H2 -> {
                // For these tables alone: the short form would be for the whole database, and all its users.
                names.forEach(name -> before.add("alter table " + name + " set referential_integrity false"));
                names.forEach(name -> work.add("truncate table " + name + " restart identity"));
                names.forEach(name -> cleanup.add("alter table " + name + " set referential_integrity true"));
            }
            case SQLITE -> {
                before.add("pragma defer_foreign_keys = on");
                names.forEach(name -> work.add("delete from " + name));
            }
            case OTHER -> names.forEach(name -> work.add("delete from " + name));
        }
        List<Step> steps = new ArrayList<>();
        before.forEach(sql -> steps.add(Step.of(sql)));
        work.forEach(sql -> steps.add(Step.of(sql)));
        return Plan.of(tables.stream().map(OwnTable::label).toList(), steps, List.copyOf(cleanup));
    }
}
