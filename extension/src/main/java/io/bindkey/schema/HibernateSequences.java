// SPDX-License-Identifier: Apache-2.0
package io.bindkey.schema;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.hibernate.JDBCException;
import org.hibernate.boot.model.relational.Sequence;
import org.hibernate.engine.config.spi.ConfigurationService;
import org.hibernate.resource.transaction.spi.DdlTransactionIsolator;
import org.hibernate.tool.schema.extract.internal.DatabaseInformationImpl;
import org.hibernate.tool.schema.extract.spi.DatabaseInformation;
import org.hibernate.tool.schema.extract.spi.SequenceInformation;
import org.hibernate.tool.schema.internal.HibernateSchemaManagementTool;
import org.hibernate.tool.schema.internal.exec.JdbcContext;
import org.hibernate.tool.schema.spi.SchemaManagementTool;
import org.jspecify.annotations.Nullable;

/**
 * The sequences of a database. JDBC knows none, but Hibernate asks each database in its own way. Of its internal classes
 *
 * <ul>
 *   <li>{@code DatabaseInformationImpl} is the only one that does so, with the names as the database has them,
 *   <li>{@code JdbcContext} is what the interface of the connection that it is given must have,
 *   <li>{@code HibernateSchemaManagementTool} is the only one that makes such a context.
 * </ul>
 */
final class HibernateSequences {

    private final @Nullable DatabaseInformation database;

    private HibernateSequences(@Nullable DatabaseInformation database) {
        this.database = database;
    }

    static HibernateSequences of(HibernateMapping mapping, Connection connection) throws SQLException {
        if (mapping.sequences().isEmpty()) {
            return new HibernateSequences(null);
        }
        SchemaManagementTool tool = mapping.registry().requireService(SchemaManagementTool.class);
        try {
            return new HibernateSequences(new DatabaseInformationImpl(
                    mapping.registry(),
                    mapping.environment(),
                    mapping.context(),
                    new Inspection(mapping, tool, connection),
                    tool));
        } catch (JDBCException e) {
            throw e.getSQLException();
        }
    }

    Optional<SequenceInformation> find(Sequence sequence) {
        return database == null
                ? Optional.empty()
                : Optional.ofNullable(database.getSequenceInformation(sequence.getName()));
    }

    /** Lets Hibernate read by our connection, which is closed by who opened it. */
    private static final class Inspection implements DdlTransactionIsolator {

        private final HibernateMapping mapping;
        private final SchemaManagementTool tool;
        private final Connection connection;

        Inspection(HibernateMapping mapping, SchemaManagementTool tool, Connection connection) {
            this.mapping = mapping;
            this.tool = tool;
            this.connection = connection;
        }

        @Override
        public JdbcContext getJdbcContext() {
            return ((HibernateSchemaManagementTool) tool)
                    .resolveJdbcContext(mapping.registry()
                            .requireService(ConfigurationService.class)
                            .getSettings());
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
            // Not ours to close.
        }
    }
}
