// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.database.ReadingConnection;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;

/**
 * A unit as it is used by what only reads. Safe for use by several threads.
 *
 * @param unit that is switched on
 */
public record ReadingUnit(Unit unit) {

    /** {@return whether it has persistence contexts of its own then, apart from those of any transaction} */
    public boolean readsApart() {
        return unit.ownsPool() && unit.provider().readsOnConnections();
    }

    /** {@return a connection in a transaction of its own; where a transaction manager drives the unit, the pool must not ask it} */
    public ReadingConnection connect() throws SQLException {
        return unit.open()
                .connectToRead(unit.database().product(), unit.settings().readOnly());
    }

    /** {@return an entity manager that reads on such a connection, which is ended after it} */
    public EntityManager open(ReadingConnection connection) {
        return unit.provider().openToRead(unit.factory(), connection.connection());
    }

    /** {@return what lets an entity manager of the unit flush by itself again, as it does not from now on, where it can} */
    public Runnable flushNothing(EntityManager entityManager) {
        return unit.provider().flushNothing(entityManager);
    }
}
