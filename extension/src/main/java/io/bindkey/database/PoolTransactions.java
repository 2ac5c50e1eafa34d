// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import java.sql.SQLException;
import javax.transaction.xa.XAResource;
import org.jspecify.annotations.Nullable;

/** How the connections of a bind's own pool take part in transactions; the contexts implement it. */
public interface PoolTransactions {

    /** Each connection is for whoever has taken it, and for no transaction. */
    PoolTransactions NONE = new PoolTransactions() {
        @Override
        public @Nullable HeldConnection current() {
            return null;
        }

        @Override
        public void associate(HeldConnection connection, @Nullable XAResource xaResource) {
            // It has none.
        }
    };

    /** {@return the connection that the transaction in force holds already} */
    @Nullable
    HeldConnection current() throws SQLException;

    /**
     * Called when the pool hands a connection out.
     *
     * @param connection that was taken
     * @param xaResource the driver's, null for a one-phase connection
     */
    void associate(HeldConnection connection, @Nullable XAResource xaResource) throws SQLException;
}
