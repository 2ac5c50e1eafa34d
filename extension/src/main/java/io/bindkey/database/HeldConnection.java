// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.function.BooleanSupplier;

/** A connection of a bind's own pool, as the transaction that holds it sees it, whatever the pool is. */
public interface HeldConnection {

    /** Called as often as a transaction begins with it, or finds it. */
    void transactionStart() throws SQLException;

    /**
     * Called before it ends.
     *
     * @param successful whether it shall be committed
     */
    void transactionBeforeCompletion(boolean successful);

    void transactionCommit() throws SQLException;

    void transactionRollback() throws SQLException;

    /** Gives it back to the pool. */
    void transactionEnd() throws SQLException;

    /**
     * Sets what is asked before each use.
     *
     * @param usable whether it may still be used
     */
    void transactionCheckCallback(BooleanSupplier usable);

    /** Says that the pool must not hand it out again. */
    void setFlushOnly();

    /** {@return what the driver sees of it} */
    Connection getConnection();
}
