// SPDX-License-Identifier: Apache-2.0
package io.bindkey.schema;

import io.bindkey.SchemaDifference;
import io.bindkey.SchemaReport.Action;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** What a provider knows of the schema of one unit. */
interface SchemaTool {

    /** {@return the tables and sequences that the mapping names} */
    Objects objects();

    /** {@return the same, which makes the database schemas that are missing, where it can} */
    default SchemaTool withSchemas() {
        return this;
    }

    /** {@return what makes all that the database does not have yet} */
    Plan creation(Connection connection) throws SQLException;

    /** {@return what removes all that the database has of this unit} */
    Plan removal(Connection connection) throws SQLException;

    /** {@return what removes the rows of this unit} */
    Plan truncation(Connection connection) throws SQLException;

    /** {@return what differs between mapping and database} */
    List<SchemaDifference> differences(Connection connection) throws SQLException;

    /** {@return the statements of an operation on a database of which nothing is known} */
    List<String> script(Action action);

    /** The tables and sequences of a mapping, in its order. */
    record Objects(List<OwnTable> tables, List<OwnSequence> sequences) {}

    /**
     * A table of the mapping.
     *
     * @param name as the database stores it
     * @param label as the mapping names it
     * @param sql as statements name it
     * @param view whether it is a view
     */
    record OwnTable(ObjectName name, String label, String sql, boolean view) {}

    /**
     * A sequence of the mapping.
     *
     * @param name as the database stores it
     * @param sql as statements name it
     */
    record OwnSequence(ObjectName name, String sql) {}
}
