// SPDX-License-Identifier: Apache-2.0
package io.bindkey.provider;

import io.bindkey.SchemaReport.Action;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the schema operations go that the provider of one unit is asked for; the units implement it. */
public interface SchemaRequests {

    /** {@return the key of the bind} */
    String key();

    /** {@return whether the unit is open: what is asked for before comes from its properties, later from the application} */
    boolean isOpen();

    /**
     * Fails when something in the properties of the unit would remove tables or rows, and must not.
     *
     * @param properties all that the provider has found; it is known that something would be removed
     */
    void requireLeaveToRemove(Map<String, ?> properties);

    /** Fails when what the provider is about to remove belongs to others as well. */
    void requireRemovable(Optional<Object> mapping) throws SQLException;

    /**
     * Does what the application asks an open unit's provider for.
     *
     * @param options of the operation
     * @param createSchemas as the application wants it
     */
    void change(Action action, Map<String, ?> options, boolean createSchemas);

    /** {@return what differs between the mapping and the database, in words} */
    List<String> differences(Map<String, ?> options);
}
