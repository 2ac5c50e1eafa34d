// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.database.PoolTransactions;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Synchronization;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * What the transaction in force decides about a bind's connections; the units call it, the contexts implement it.
 *
 * <p>Safe for use by several threads.
 */
public interface TransactionHooks {

    /**
     * {@return how the pool of a bind takes part in transactions}
     *
     * @param unit a bind with a pool of its own
     */
    PoolTransactions pool(Unit unit);

    /** {@return whether the calling thread may only read now} */
    boolean mayOnlyRead();

    /** {@return whether the calling thread is in a transaction by which a bind commits} */
    boolean inTransaction(Unit unit);

    /** {@return whether the calling thread begins a transaction of a bind now that no transaction manager drives} */
    boolean begins(Unit unit);

    /** {@return a connection in which no transaction of the calling thread has a part, though its pool takes part in them} */
    Connection takeApart(DataSource pool) throws SQLException;

    /**
     * {@return whether what a provider wants to be done at the end of the JTA transaction in force is done with what is done
     * then in any case, so that the manager need not be told}
     */
    boolean takes(Synchronization ofProvider);

    /**
     * Called when the provider takes a connection of a bind.
     *
     * @param unit a bind that no transaction manager drives, or one on somebody else's data source
     * @param connection the one that it has taken
     * @return what to run before each writing statement on that connection reaches the database; it throws a
     *     {@link io.bindkey.CrossBindWriteException} when the transaction in force must not write to this bind
     */
    Runnable writeCheck(Unit unit, Connection connection);

    /**
     * Called before a writing statement of a bind that has joined the transaction in force: its pool has asked for it.
     *
     * @param unit a bind with a pool of its own, which a transaction manager drives
     * @throws io.bindkey.CrossBindWriteException when the transaction in force must not write to this bind
     */
    void beforeWrite(Unit unit);

    /**
     * Called before a write on a connection of the application's own, which no transaction of ours commits or rolls back.
     *
     * @param unit a bind that no transaction manager drives
     * @throws IllegalStateException when all that is written now has to be rolled back
     */
    void beforeOwnWrite(Unit unit);

    /**
     * {@return the entity manager by which a bind takes part in the transaction of the calling thread}
     *
     * @param unit a bind that no transaction manager drives
     */
    Optional<EntityManager> local(Unit unit);

    /**
     * {@return what a data source has failed with, or what that means in the transaction in force}
     *
     * @param unit a bind whose data source is somebody else's
     * @param failure instead of a connection
     */
    SQLException declined(Unit unit, SQLException failure);
}
