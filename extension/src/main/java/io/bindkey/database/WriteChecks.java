// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import java.sql.Connection;

/** Gives each connection of a data source what is asked before a writing statement. */
@FunctionalInterface
public interface WriteChecks {

    /**
     * {@return what is asked before each writing statement on a connection}
     *
     * @param taken the connection, just now
     */
    WriteCheck of(Connection taken);

    /** {@return the same for all connections} */
    static WriteChecks always(Runnable beforeWrite) {
        WriteCheck check = beforeWrite::run;
        return taken -> check;
    }
}
