// SPDX-License-Identifier: Apache-2.0
package io.bindkey.commit;

import io.bindkey.database.DatabaseAnswer;
import io.bindkey.database.HeldConnection;
import io.bindkey.unit.Unit;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.Set;

/** One bind's part of a JTA transaction, on a connection of its pool that knows one phase. */
record OnePhaseBranch(Unit unit, HeldConnection connection) implements OneByOneCommit.Branch {

    @Override
    public Set<String> passwords() {
        return unit.settings().passwords();
    }

    @Override
    public String key() {
        return unit.key();
    }

    @Override
    public void commit() throws SQLException {
        connection.transactionBeforeCompletion(true);
        try {
            connection.transactionCommit();
        } catch (SQLException e) {
            // It may be lost, or in the middle of who knows what.
            connection.setFlushOnly();
            throw e;
        } catch (RuntimeException e) {
            // A driver that breaks in the middle of a commit has not answered.
            connection.setFlushOnly();
            throw new SQLNonTransientConnectionException(e.getMessage(), e);
        }
    }

    @Override
    public void rollback() throws SQLException {
        connection.transactionBeforeCompletion(false);
        connection.transactionRollback();
    }

    @Override
    public boolean isConnected() {
        return DatabaseAnswer.isConnected(connection.getConnection());
    }
}
