// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.SchemaReport.Action;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Where schema operations that a provider is asked for go: the units call it, the schema room implements it. So what holds for
 * {@code SchemaOps} holds whatever way an operation is asked for.
 *
 * <p>Safe for use by several threads.
 */
public interface SchemaDoor {

    /**
     * Does what {@code SchemaOps} does, under its guards.
     *
     * @param action {@code CREATE}, {@code DROP} or {@code TRUNCATE}
     * @param units in key order, none of them switched off
     * @param createSchemas whether a creation makes database schemas even where the bind's settings do not say so
     */
    void change(Action action, List<Unit> units, boolean createSchemas);

    /** {@return what differs between the mapping of a unit and its database, in words} */
    List<String> differences(Unit unit);

    /**
     * Fails when something that a provider is about to remove belongs to others as well.
     *
     * @param unit that is being opened or closed
     * @param mapping the provider's own model of the mapping, where it shows one
     * @param connection to its database
     */
    void requireRemovable(Unit unit, Optional<Object> mapping, Connection connection) throws SQLException;
}
