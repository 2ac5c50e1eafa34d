// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import java.sql.Connection;

/** Gives each connection of a data source what is run before a writing statement; it refuses that by throwing. */
public interface WriteChecks {

    /**
     * {@return what is run before each writing statement on a connection}
     *
     * @param taken the connection, just now
     */
    Runnable of(Connection taken);

    /** {@return the same for all connections} */
    static WriteChecks always(Runnable beforeWrite) {
        return taken -> beforeWrite;
    }
}
