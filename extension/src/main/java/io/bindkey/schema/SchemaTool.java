// SPDX-License-Identifier: Apache-2.0
package io.bindkey.schema;

import java.sql.Connection;
import java.util.List;

/** What a provider knows of the schema of one unit. */
interface SchemaTool {

    /**
     * What is to be executed, and on which tables.
     *
     * @param tables as the mapping names them
     * @param statements in order
     */
    record Plan(List<String> tables, List<String> statements) {}

    /** {@return the statements that make what the database does not have yet} */
    Plan creation(Connection connection);

    /** {@return the statements that remove what the database has of this unit} */
    Plan removal(Connection connection);

    /** Throws when the database does not fit the mapping. */
    void validate();
}
