// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.database.ConnectionWatch;
import java.sql.SQLException;
import java.util.function.UnaryOperator;

/**
 * Refuses connections to a database that is known to be down, where that is wanted, and has a database looked at that gives none.
 *
 * @param life of the unit
 * @param declined gives the failure to throw for that of the data source
 */
record AskedForConnections(UnitLife life, UnaryOperator<SQLException> declined) implements ConnectionWatch {

    @Override
    public void before() {
        life.requireUsable();
    }

    @Override
    public SQLException failed(SQLException failure) {
        life.suspect();
        return declined.apply(failure);
    }
}
