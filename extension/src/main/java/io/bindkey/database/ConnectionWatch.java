// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import java.sql.SQLException;

/** Hears of each connection that is asked for. Called by several threads. */
public interface ConnectionWatch {

    /** Somebody asks for one. What it throws refuses it. */
    void before();

    /** {@return the failure to throw for that of the data source, which has given none} */
    SQLException failed(SQLException failure);
}
