// SPDX-License-Identifier: Apache-2.0
package io.bindkey.schema;

import io.bindkey.config.SchemaSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.boot.Metadata;
import org.hibernate.boot.model.relational.ContributableDatabaseObject;
import org.hibernate.boot.model.relational.Namespace;
import org.hibernate.boot.model.relational.Sequence;
import org.hibernate.boot.model.relational.SqlStringGenerationContext;
import org.hibernate.boot.model.relational.internal.SqlStringGenerationContextImpl;
import org.hibernate.engine.jdbc.env.spi.JdbcEnvironment;
import org.hibernate.engine.spi.SessionFactoryImplementor;
import org.hibernate.mapping.Table;
import org.hibernate.resource.transaction.spi.DdlTransactionIsolator;
import org.hibernate.service.ServiceRegistry;
import org.hibernate.tool.schema.SourceType;
import org.hibernate.tool.schema.TargetType;
import org.hibernate.tool.schema.extract.internal.DatabaseInformationImpl;
import org.hibernate.tool.schema.extract.spi.DatabaseInformation;
import org.hibernate.tool.schema.extract.spi.NameSpaceTablesInformation;
import org.hibernate.tool.schema.internal.HibernateSchemaManagementTool;
import org.hibernate.tool.schema.internal.exec.JdbcContext;
import org.hibernate.tool.schema.spi.ContributableMatcher;
import org.hibernate.tool.schema.spi.ExceptionHandler;
import org.hibernate.tool.schema.spi.ExecutionOptions;
import org.hibernate.tool.schema.spi.SchemaManagementTool;
import org.hibernate.tool.schema.spi.ScriptSourceInput;
import org.hibernate.tool.schema.spi.ScriptTargetOutput;
import org.hibernate.tool.schema.spi.SourceDescriptor;
import org.hibernate.tool.schema.spi.TargetDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * Asks Hibernate for its statements, but for those of the objects that are missing, or that are there, and leaves the
 * execution to us: Hibernate's own {@code SchemaManager} goes on after an error and does not tell what it did.
 */
final class HibernateSchemaTool implements SchemaTool {

    private final Metadata metadata;
    private final SessionFactoryImplementor factory;
    private final SchemaManagementTool tool;
    private final SchemaSettings settings;

    HibernateSchemaTool(Metadata metadata, SessionFactoryImplementor factory, SchemaSettings settings) {
        this.metadata = metadata;
        this.factory = factory;
        this.tool = registry().requireService(SchemaManagementTool.class);
        this.settings = settings;
    }

    private ServiceRegistry registry() {
        return factory.getServiceRegistry();
    }

    @Override
    public Plan creation(Connection connection) {
        Set<ContributableDatabaseObject> existing = existing(connection);
        ContributableMatcher missing = candidate -> !existing.contains(candidate);
        List<String> tables = tables(missing);
        boolean nothingMissing = tables.isEmpty() && sequences().stream().allMatch(existing::contains);
        if (nothingMissing) {
            return new Plan(List.of(), List.of());
        }
        Map<String, Object> options = options(!tables.isEmpty());
        List<String> statements = create(options, missing);
        if (!existing.isEmpty()) {
            // Types and other helpers of the tables are there already, and know no "if not exists".
            statements.removeAll(create(options(false), ContributableMatcher.NONE));
        }
        return new Plan(tables, statements);
    }

    @Override
    public Plan removal(Connection connection) {
        Set<ContributableDatabaseObject> existing = existing(connection);
        if (existing.isEmpty()) {
            return new Plan(List.of(), List.of());
        }
        Map<String, Object> options = options(false);
        return new Plan(tables(existing::contains), drop(options, existing::contains));
    }

    @Override
    public void validate() {
        factory.getSchemaManager().validateMappedObjects();
    }

    private List<String> create(Map<String, Object> options, ContributableMatcher filter) {
        Script script = new Script();
        tool.getSchemaCreator(options).doCreation(metadata, new Options(options), filter, MAPPING, script);
        return script.statements;
    }

    private List<String> drop(Map<String, Object> options, ContributableMatcher filter) {
        Script script = new Script();
        tool.getSchemaDropper(options).doDrop(metadata, new Options(options), filter, MAPPING, script);
        return script.statements;
    }

    private Map<String, Object> options(boolean loadScript) {
        Map<String, Object> options = new HashMap<>(factory.getProperties());
        options.put("hibernate.format_sql", "false");
        options.put("hibernate.hbm2ddl.delimiter", "");
        // Otherwise every bind would run the one import.sql of the class path.
        options.put("hibernate.hbm2ddl.skip_default_import_file", "true");
        options.put("jakarta.persistence.create-database-schemas", settings.createSchemas());
        options.remove("jakarta.persistence.sql-load-script-source");
        if (loadScript) {
            settings.loadScript()
                    .ifPresent(script -> options.put("jakarta.persistence.sql-load-script-source", script));
        }
        return options;
    }

    private List<String> tables(ContributableMatcher filter) {
        List<String> names = new ArrayList<>();
        for (Table table : physicalTables()) {
            if (filter.matches(table)) {
                names.add(table.getName());
            }
        }
        return names;
    }

    private List<Table> physicalTables() {
        List<Table> tables = new ArrayList<>();
        for (Namespace namespace : metadata.getDatabase().getNamespaces()) {
            namespace.getTables().stream().filter(Table::isPhysicalTable).forEach(tables::add);
        }
        return tables;
    }

    private List<Sequence> sequences() {
        List<Sequence> sequences = new ArrayList<>();
        metadata.getDatabase()
                .getNamespaces()
                .forEach(namespace -> namespace.getSequences().forEach(sequences::add));
        return sequences;
    }

    /** {@return the tables and sequences of the mapping that the database has} */
    private Set<ContributableDatabaseObject> existing(Connection connection) {
        Set<ContributableDatabaseObject> existing = new HashSet<>();
        DatabaseInformation database = inspect(connection);
        for (Namespace namespace : metadata.getDatabase().getNamespaces()) {
            NameSpaceTablesInformation tables = database.getTablesInformation(namespace);
            for (Table table : namespace.getTables()) {
                if (tables.getTableInformation(table) != null) {
                    existing.add(table);
                }
            }
            for (Sequence sequence : namespace.getSequences()) {
                if (database.getSequenceInformation(sequence.getName()) != null) {
                    existing.add(sequence);
                }
            }
        }
        database.cleanup();
        return existing;
    }

    private DatabaseInformation inspect(Connection connection) {
        JdbcEnvironment environment = registry().requireService(JdbcEnvironment.class);
        SqlStringGenerationContext context = SqlStringGenerationContextImpl.fromConfigurationMap(
                environment, metadata.getDatabase(), factory.getProperties());
        try {
            return new DatabaseInformationImpl(registry(), environment, context, new Inspection(connection), tool);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Reads the catalog by our connection. */
    private final class Inspection implements DdlTransactionIsolator {

        private final Connection connection;

        Inspection(Connection connection) {
            this.connection = connection;
        }

        @Override
        public JdbcContext getJdbcContext() {
            return ((HibernateSchemaManagementTool) tool).resolveJdbcContext(factory.getProperties());
        }

        @Override
        public Connection getIsolatedConnection() {
            return connection;
        }

        @Override
        public Connection getIsolatedConnection(boolean autocommit) {
            return connection;
        }

        @Override
        public void release() {
            // The connection is closed by who opened it.
        }
    }

    /** Collects statements in place of a script file. */
    private static final class Script implements TargetDescriptor, ScriptTargetOutput {

        private final List<String> statements = new ArrayList<>();

        @Override
        public EnumSet<TargetType> getTargetTypes() {
            return EnumSet.of(TargetType.SCRIPT);
        }

        @Override
        public ScriptTargetOutput getScriptTargetOutput() {
            return this;
        }

        @Override
        public void prepare() {
            // Nothing to open.
        }

        @Override
        public void accept(String command) {
            statements.add(command);
        }

        @Override
        public void release() {
            // Nothing to close.
        }
    }

    private record Options(Map<String, Object> values) implements ExecutionOptions {

        @Override
        public Map<String, Object> getConfigurationValues() {
            return values;
        }

        @Override
        public boolean shouldManageNamespaces() {
            return Boolean.TRUE.equals(values.get("jakarta.persistence.create-database-schemas"));
        }

        @Override
        public ExceptionHandler getExceptionHandler() {
            return failure -> {
                throw failure;
            };
        }
    }

    private static final SourceDescriptor MAPPING = new SourceDescriptor() {
        @Override
        public SourceType getSourceType() {
            return SourceType.METADATA;
        }

        @Override
        public @Nullable ScriptSourceInput getScriptSourceInput() {
            return null;
        }
    };
}
