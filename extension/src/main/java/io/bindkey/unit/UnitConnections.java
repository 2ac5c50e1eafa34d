// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.database.GuardedDataSource;
import io.bindkey.database.Pool;
import io.bindkey.database.WriteChecks;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * The guarded data sources of an open unit.
 *
 * @param ofProvider for the persistence provider
 * @param ofApplication for the application
 */
record UnitConnections(DataSource ofProvider, DataSource ofApplication) {

    /**
     * Puts guards before a data source.
     *
     * @param hooks what decides about its connections
     * @param connections the pool or the foreign data source
     * @param reading hears of writes
     */
    static UnitConnections of(Unit unit, TransactionHooks hooks, DataSource connections, ReadingSource reading) {
        boolean begins = unit.ownsPool() && !unit.transaction().usesTransactionManager();
        GuardedDataSource guarded = new GuardedDataSource(
                begins ? Pool.toBegin(connections, reading.product(), () -> hooks.begins(unit)) : connections,
                reading.watch(),
                reading.told(writeChecks(unit, hooks), () -> hooks.inTransaction(unit)),
                new AskedForConnections(
                        unit.life(),
                        unit.ownsPool() ? UnaryOperator.identity() : failure -> hooks.declined(unit, failure)));
        if (unit.transaction().usesTransactionManager()) {
            return new UnitConnections(guarded, guarded);
        }
        // Without a transaction manager, a connection of the application's own is a transaction of its own.
        WriteChecks ownWrites = reading.told(WriteChecks.always(() -> hooks.beforeOwnWrite(unit)), () -> false);
        return new UnitConnections(
                guarded,
                new GuardedDataSource(
                        connections,
                        reading.watch(),
                        ownWrites,
                        new AskedForConnections(unit.life(), UnaryOperator.identity())));
    }

    private static WriteChecks writeChecks(Unit unit, TransactionHooks hooks) {
        return unit.transaction().usesTransactionManager() && unit.ownsPool()
                ? WriteChecks.always(() -> hooks.beforeWrite(unit))
                : connection -> hooks.writeCheck(unit, connection)::run;
    }
}
