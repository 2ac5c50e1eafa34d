// SPDX-License-Identifier: Apache-2.0
package io.bindkey.schema;

import io.bindkey.database.Product;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a database says of its tables, read by JDBC when it is asked for. Table names are read once: a catalog is for one
 * look at the database.
 */
final class Catalog {

    private static final String[] TABLES = {"TABLE", "BASE TABLE", "PARTITIONED TABLE", "FOREIGN TABLE", "VIEW"};

    private final DatabaseMetaData metaData;
    private final Product product;
    private final @Nullable String currentCatalog;
    private final @Nullable String currentSchema;
    private final boolean ignoresCaseOfTables;
    private final boolean ignoresCaseOfColumns;
    private final String quote;
    private final Map<String, Map<String, FoundTable>> tables = new HashMap<>();

    Catalog(Connection connection) throws SQLException {
        metaData = connection.getMetaData();
        product = Product.of(metaData.getDatabaseProductName());
        currentCatalog = emptyToNull(connection.getCatalog());
        currentSchema = product == Product.MARIADB ? null : emptyToNull(connection.getSchema());
        boolean storesAsWritten = metaData.storesMixedCaseIdentifiers();
        // SQLite's driver claims the contrary.
        ignoresCaseOfTables =
                product == Product.SQLITE || (storesAsWritten && !metaData.supportsMixedCaseIdentifiers());
        ignoresCaseOfColumns = storesAsWritten || product == Product.SQLITE || product == Product.MARIADB;
        String quoteOrBlank = metaData.getIdentifierQuoteString();
        quote = quoteOrBlank == null ? "" : quoteOrBlank.strip();
    }

    /** A table that is there, by its full name. */
    record FoundTable(@Nullable String catalog, @Nullable String schema, String name) {

        /** {@return the name for people, and to compare by: not every method of a driver tells the catalog} */
        String text() {
            String place = schema != null ? schema : catalog;
            return place == null ? name : place + "." + name;
        }
    }

    /**
     * A column that is there.
     *
     * @param type of {@link java.sql.Types}
     * @param size length or precision
     */
    record FoundColumn(String name, int type, String typeName, int size, int digits, boolean nullable) {}

    /**
     * A foreign key that is there.
     *
     * @param name null where the database does not name it
     */
    record FoundForeignKey(@Nullable String name, FoundTable from, List<String> columns, FoundTable to) {}

    /** An index that is there. */
    record FoundIndex(String name, boolean unique, List<String> columns) {}

    Product product() {
        return product;
    }

    String quoted(String identifier) {
        return quote + identifier + quote;
    }

    /** {@return whether two column names, as the catalog spells them, are the same} */
    boolean sameColumn(String one, String other) {
        return ignoresCaseOfColumns ? one.equalsIgnoreCase(other) : one.equals(other);
    }

    boolean sameColumns(List<String> one, List<String> other) {
        if (one.size() != other.size()) {
            return false;
        }
        for (int i = 0; i < one.size(); i++) {
            if (!sameColumn(one.get(i), other.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** {@return the full name of an object, whether it is there or not} */
    ObjectName resolved(ObjectName name) {
        return new ObjectName(
                name.catalog() == null ? currentCatalog : name.catalog(),
                name.schema() == null ? currentSchema : name.schema(),
                ignoresCaseOfTables ? name.name().toLowerCase(Locale.ROOT) : name.name());
    }

    /** {@return the table of that name, if it is there} */
    Optional<FoundTable> table(ObjectName name) throws SQLException {
        ObjectName full = resolved(name);
        String place = full.catalog() + "\n" + full.schema();
        Map<String, FoundTable> inPlace = tables.get(place);
        if (inPlace == null) {
            inPlace = tablesIn(full.catalog(), full.schema());
            tables.put(place, inPlace);
        }
        return Optional.ofNullable(inPlace.get(name.name()));
    }

    private Map<String, FoundTable> tablesIn(@Nullable String catalog, @Nullable String schema) throws SQLException {
        Map<String, FoundTable> found =
                ignoresCaseOfTables ? new TreeMap<>(String.CASE_INSENSITIVE_ORDER) : new HashMap<>();
        try (ResultSet row = metaData.getTables(catalog, pattern(schema), "%", TABLES)) {
            while (row.next()) {
                FoundTable table = table(row, "TABLE_");
                if (schema == null || schema.equals(table.schema())) {
                    found.put(table.name(), table);
                }
            }
        }
        return found;
    }

    /** {@return the columns by name} */
    List<FoundColumn> columns(FoundTable table) throws SQLException {
        List<FoundColumn> columns = new ArrayList<>();
        try (ResultSet row =
                metaData.getColumns(table.catalog(), pattern(table.schema()), pattern(table.name()), "%")) {
            while (row.next()) {
                columns.add(new FoundColumn(
                        row.getString("COLUMN_NAME"),
                        row.getInt("DATA_TYPE"),
                        String.valueOf(row.getString("TYPE_NAME")),
                        row.getInt("COLUMN_SIZE"),
                        row.getInt("DECIMAL_DIGITS"),
                        row.getInt("NULLABLE") != DatabaseMetaData.columnNoNulls));
            }
        }
        return columns;
    }

    /** {@return whether a column of a table other than these has a type of that name} */
    boolean usesType(String typeName, Set<FoundTable> except) throws SQLException {
        try (ResultSet row = metaData.getColumns(currentCatalog, null, "%", "%")) {
            while (row.next()) {
                if (typeName.equalsIgnoreCase(row.getString("TYPE_NAME")) && !except.contains(table(row, "TABLE_"))) {
                    return true;
                }
            }
            return false;
        }
    }

    /** {@return the columns of the primary key, in its order} */
    List<String> primaryKey(FoundTable table) throws SQLException {
        Map<Integer, String> columns = new TreeMap<>();
        try (ResultSet row = metaData.getPrimaryKeys(table.catalog(), table.schema(), table.name())) {
            while (row.next()) {
                columns.put(row.getInt("KEY_SEQ"), row.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(columns.values());
    }

    /** {@return the foreign keys that lead away from a table} */
    List<FoundForeignKey> foreignKeys(FoundTable table) throws SQLException {
        try (ResultSet rows = metaData.getImportedKeys(table.catalog(), table.schema(), table.name())) {
            return foreignKeys(rows);
        }
    }

    /** {@return the foreign keys that lead to a table} */
    List<FoundForeignKey> references(FoundTable table) throws SQLException {
        try (ResultSet rows = metaData.getExportedKeys(table.catalog(), table.schema(), table.name())) {
            return foreignKeys(rows);
        }
    }

    /** A key has a row for each of its columns, and keys of several columns may come mixed. */
    private static List<FoundForeignKey> foreignKeys(ResultSet row) throws SQLException {
        Map<String, FoundForeignKey> keys = new LinkedHashMap<>();
        int unnamed = 0;
        while (row.next()) {
            String name = emptyToNull(row.getString("FK_NAME"));
            if (name == null && row.getInt("KEY_SEQ") <= 1) {
                unnamed++;
            }
            FoundTable from = table(row, "FKTABLE_");
            FoundTable to = table(row, "PKTABLE_");
            FoundForeignKey key = keys.computeIfAbsent(
                    from.text() + "\n" + (name == null ? unnamed : name),
                    id -> new FoundForeignKey(name, from, new ArrayList<>(), to));
            String column = row.getString("FKCOLUMN_NAME");
            // H2 tells a key several times when several sessions made it at once.
            if (!key.columns().contains(column)) {
                key.columns().add(column);
            }
        }
        return List.copyOf(keys.values());
    }

    /** {@return the indexes of a table over whole columns, those behind its keys included} */
    List<FoundIndex> indexes(FoundTable table) throws SQLException {
        Map<String, FoundIndex> indexes = new LinkedHashMap<>();
        try (ResultSet row = metaData.getIndexInfo(table.catalog(), table.schema(), table.name(), false, true)) {
            while (row.next()) {
                String name = row.getString("INDEX_NAME");
                String column = row.getString("COLUMN_NAME");
                boolean partial = row.getString("FILTER_CONDITION") != null;
                if (name != null && column != null && !partial) {
                    boolean unique = !row.getBoolean("NON_UNIQUE");
                    indexes.computeIfAbsent(name, n -> new FoundIndex(n, unique, new ArrayList<>()))
                            .columns()
                            .add(unquoted(column));
                }
            }
        }
        return List.copyOf(indexes.values());
    }

    /** PostgreSQL quotes the columns of an index where they need it. */
    private String unquoted(String column) {
        boolean quoted = !quote.isEmpty() && column.length() > 2 && column.startsWith(quote) && column.endsWith(quote);
        return quoted ? column.substring(1, column.length() - 1) : column;
    }

    /** {@return whether a schema, or where there are none a catalog, of that name is there} */
    boolean hasNamespace(String name) throws SQLException {
        boolean schemas = metaData.supportsSchemasInTableDefinitions() && product != Product.MARIADB;
        try (ResultSet row = schemas ? metaData.getSchemas() : metaData.getCatalogs()) {
            while (row.next()) {
                if (name.equals(row.getString(schemas ? "TABLE_SCHEM" : "TABLE_CAT"))) {
                    return true;
                }
            }
            return false;
        }
    }

    private static FoundTable table(ResultSet row, String prefix) throws SQLException {
        return new FoundTable(
                emptyToNull(row.getString(prefix + "CAT")),
                emptyToNull(row.getString(prefix + "SCHEM")),
                row.getString(prefix + "NAME"));
    }

    /** A name that is a pattern to some methods: '_' would stand for any letter. */
    private @Nullable String pattern(@Nullable String name) throws SQLException {
        if (name == null) {
            return null;
        }
        String escape = metaData.getSearchStringEscape();
        return escape == null || escape.isEmpty()
                ? name
                : name.replace(escape, escape + escape)
                        .replace("_", escape + "_")
                        .replace("%", escape + "%");
    }

    private static @Nullable String emptyToNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
