// SPDX-License-Identifier: Apache-2.0
package io.bindkey.schema;

import io.bindkey.schema.SchemaTool.Objects;
import io.bindkey.schema.SchemaTool.OwnSequence;
import io.bindkey.schema.SchemaTool.OwnTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.naming.Identifier;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.boot.model.relational.QualifiedName;
import org.hibernate.boot.model.relational.Sequence;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.boot.model.relational.internal.SqlStringGenerationContextImpl;
import org.hibernate.boot.spi.MetadataImplementor;
import org.hibernate.dialect.Dialect;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.engine.jdbc.env.spi.IdentifierHelper;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.mapping.Column;
import org.hibernate.mapping.ForeignKey;
import org.hibernate.mapping.Index;
import org.hibernate.mapping.Table;
import org.hibernate.mapping.UniqueKey;
import org.hibernate.service.ServiceRegistry;
import org.jspecify.annotations.Nullable;

/**
 * The tables and sequences of a mapping, with Hibernate's names and statements for them. Calls only what is the same, down
 * to the byte code, in Hibernate 6.6 and 7. Immutable; safe for use by several threads.
 */
final class HibernateMapping {

    private final Metadata metadata;
    private final ServiceRegistry registry;
    private final JdbcEnvironment environment;
    private final Dialect dialect;
    private final SqlStringGenerationContext context;
    private final SqlStringGenerationContext alteration;
    private final List<Table> tables;
    /** What makes each table, index and foreign key: not changed after the constructor. */
    private final IdentityHashMap<Object, List<String>> statements = new IdentityHashMap<>();

    HibernateMapping(Metadata metadata) {
        this.metadata = metadata;
        registry = ((MetadataImplementor) metadata).getMetadataBuildingOptions().getServiceRegistry();
        environment = registry.requireService(JdbcEnvironment.class);
        dialect = environment.getDialect();
        Map<String, Object> settings =
                registry.requireService(ConfigurationService.class).getSettings();
        // Internal, but a context of Hibernate's own has only its factory, and there is none for a unit without its
        // database.
        context = SqlStringGenerationContextImpl.fromConfigurationMap(environment, metadata.getDatabase(), settings);
        alteration = SqlStringGenerationContextImpl.fromConfigurationMapForMigration(
                environment, metadata.getDatabase(), settings);
        // Tables before views, which may read them.
        List<Table> physical = namespaces()
                .flatMap(namespace -> namespace.getTables().stream())
                .filter(Table::isPhysicalTable)
                .toList();
        tables = Stream.concat(
                        physical.stream().filter(table -> !table.isView()),
                        physical.stream().filter(Table::isView))
                .toList();
        // Only with its statement does Hibernate make the unique keys of a table's columns known.
        tables.forEach(table ->
                statements.put(table, list(dialect.getTableExporter().getSqlCreateStrings(table, metadata, context))));
        for (Table table : tables) {
            table.getIndexes()
                    .values()
                    .forEach(index -> statements.put(
                            index, list(dialect.getIndexExporter().getSqlCreateStrings(index, metadata, context))));
            foreignKeys(table)
                    .forEach(key -> statements.put(
                            key, list(dialect.getForeignKeyExporter().getSqlCreateStrings(key, metadata, context))));
        }
    }

    Stream<Namespace> namespaces() {
        List<Namespace> namespaces = new ArrayList<>();
        metadata.getDatabase().getNamespaces().forEach(namespaces::add);
        return namespaces.stream();
    }

    Metadata metadata() {
        return metadata;
    }

    Dialect dialect() {
        return dialect;
    }

    ServiceRegistry registry() {
        return registry;
    }

    JdbcEnvironment environment() {
        return environment;
    }

    SqlStringGenerationContext context() {
        return context;
    }

    List<Table> tables() {
        return tables;
    }

    List<Sequence> sequences() {
        List<Sequence> sequences = new ArrayList<>();
        namespaces().forEach(namespace -> namespace.getSequences().forEach(sequences::add));
        return sequences;
    }

    Objects objects() {
        return new Objects(
                tables.stream().map(this::own).toList(),
                sequences().stream()
                        .map(s -> new OwnSequence(name(s.getName()), context.format(s.getName())))
                        .toList());
    }

    private OwnTable own(Table table) {
        return new OwnTable(
                name(table), table.getName(), context.format(table.getQualifiedTableName()), table.isView());
    }

    /** {@return the tables with rows of entities; the others give ids, and would give used ones again without theirs} */
    List<OwnTable> tablesOfEntities() {
        Set<Table> ofEntities = Collections.newSetFromMap(new IdentityHashMap<>());
        metadata.getEntityBindings().forEach(entity -> {
            ofEntities.add(entity.getTable());
            entity.getJoins().forEach(join -> ofEntities.add(join.getTable()));
        });
        metadata.getCollectionBindings().forEach(collection -> ofEntities.add(collection.getCollectionTable()));
        return tables.stream().filter(ofEntities::contains).map(this::own).toList();
    }

    // Hibernate 6.6 has no other method for them.
    @SuppressWarnings("removal")
    Collection<ForeignKey> foreignKeys(Table table) {
        return table.getForeignKeys().values();
    }

    ObjectName name(Table table) {
        return name(table.getQualifiedTableName());
    }

    private ObjectName name(QualifiedName name) {
        IdentifierHelper names = environment.getIdentifierHelper();
        boolean catalogs = environment.getNameQualifierSupport().supportsCatalogs();
        boolean schemas = environment.getNameQualifierSupport().supportsSchemas();
        Identifier catalog = catalogs ? context.catalogWithDefault(name.getCatalogName()) : null;
        Identifier schema = schemas ? context.schemaWithDefault(name.getSchemaName()) : null;
        return new ObjectName(
                catalog == null ? null : names.toMetaDataCatalogName(catalog),
                schema == null ? null : names.toMetaDataSchemaName(schema),
                names.toMetaDataObjectName(name.getObjectName()));
    }

    String name(Column column) {
        return environment
                .getIdentifierHelper()
                .toMetaDataObjectName(metadata.getDatabase().toIdentifier(column.getQuotedName()));
    }

    List<String> names(List<Column> columns) {
        return columns.stream().map(this::name).toList();
    }

    List<String> create(Table table) {
        return made(table);
    }

    List<String> create(Sequence sequence) {
        return list(dialect.getSequenceExporter().getSqlCreateStrings(sequence, metadata, context));
    }

    List<String> drop(Sequence sequence) {
        return list(dialect.getSequenceExporter().getSqlDropStrings(sequence, metadata, context));
    }

    List<String> create(Index index) {
        return made(index);
    }

    /** {@return nothing where the database knows no such keys, or gets none added} */
    List<String> create(ForeignKey key) {
        return made(key);
    }

    private List<String> made(Object object) {
        List<String> made = statements.get(object);
        if (made == null) {
            throw new IllegalArgumentException(object + " is of another mapping");
        }
        return made;
    }

    List<String> drop(ForeignKey key) {
        return list(dialect.getForeignKeyExporter().getSqlDropStrings(key, metadata, context));
    }

    /**
     * {@return what makes columns unique}
     *
     * @param inNewTable false for a table that is there; the statement of a new one may say it all
     */
    List<String> create(UniqueKey key, boolean inNewTable) {
        if (!dialect.hasAlterTable()) {
            // Hibernate leaves out what SQLite cannot add as a key; an index does the same.
            return inNewTable && key.getColumnSpan() == 1 && isUnique(key.getColumn(0), key.getTable())
                    ? List.of()
                    : List.of(uniqueIndex(key));
        }
        return list(
                dialect.getUniqueKeyExporter().getSqlCreateStrings(key, metadata, inNewTable ? context : alteration));
    }

    private static boolean isUnique(Column column, Table table) {
        Column real = table.getColumn(column);
        return column.isUnique() || (real != null && real.isUnique());
    }

    private String uniqueIndex(UniqueKey key) {
        List<String> columns =
                key.getColumns().stream().map(c -> c.getQuotedName(dialect)).toList();
        return "create unique index " + key.getName() + " on "
                + context.format(key.getTable().getQualifiedTableName())
                + " (" + String.join(", ", columns) + ")";
    }

    /** {@return statements without the gaps that Hibernate leaves} */
    static List<String> list(String @Nullable [] statements) {
        return statements == null
                ? List.of()
                : Arrays.stream(statements)
                        .filter(sql -> sql != null && !sql.isBlank())
                        .toList();
    }
}
