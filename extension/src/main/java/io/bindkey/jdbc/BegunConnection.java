// SPDX-License-Identifier: Apache-2.0
package io.bindkey.jdbc;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/**
 * A connection on which a transaction begins. Its database stays out of the mode that commits by itself when the transaction has
 * ended, as the next one wants it that way again: each change would be a round trip to MariaDB, and one more commit in H2. To
 * the outside it behaves as JDBC has it (section 10.1): a statement outside of a transaction commits by itself.
 *
 * <p>Used by one thread at a time.
 */
@SuppressWarnings("NullAway") // Its contract is that of JDBC, which says of nothing whether it may be null.
public final class BegunConnection extends DelegatingConnection {

    private final Connection pooled;
    private final Connection physical;
    private boolean commitsByItself = true;

    /** The last one that was made. Providers close each before they make the next one. */
    private @Nullable Statement statement;

    /** Whether somebody may execute what is not seen here. */
    private boolean escaped;

    /** Whether nothing was asked of it since it was taken, or since its last transaction has ended. */
    private boolean rests = true;

    /**
     * Takes it.
     *
     * @param pooled as the pool has given it
     * @param physical the driver's, of whose mode the pool does not know: it would change it back
     * @throws SQLException when its mode cannot be changed
     */
    public BegunConnection(Connection pooled, Connection physical) throws SQLException {
        super(pooled);
        this.pooled = pooled;
        this.physical = physical;
        commitByItself(false);
    }

    /** The driver's connection may belong to somebody else once the pool has it back. */
    private void commitByItself(boolean wanted) throws SQLException {
        if (isClosed() || physical.getAutoCommit() == wanted) {
            return;
        }
        try {
            physical.setAutoCommit(wanted);
        } catch (SQLException e) {
            // The pool wants to hear of it.
            pooled.setAutoCommit(wanted);
        }
    }

    /** Called for all that asks something of the database. */
    @Override
    protected Connection target() throws SQLException {
        if (commitsByItself) {
            commitByItself(true);
        } else {
            rests = false;
        }
        return pooled;
    }

    @Override
    protected <S extends Statement> S made(S made) throws SQLException {
        escaped |= isStatementOpen();
        statement = made;
        return made;
    }

    private boolean isStatementOpen() throws SQLException {
        return statement != null && !statement.isClosed();
    }

    /** A statement that is still open may be executed again, in a transaction that would not be seen to begin. */
    private void hasEnded() throws SQLException {
        rests = !escaped && !isStatementOpen();
    }

    @Override
    public boolean getAutoCommit() throws SQLException {
        return isClosed() ? pooled.getAutoCommit() : commitsByItself;
    }

    @Override
    public void setAutoCommit(boolean wanted) throws SQLException {
        if (isClosed()) {
            pooled.setAutoCommit(wanted);
        }
        if (wanted == commitsByItself) {
            return;
        }
        if (!wanted) {
            commitByItself(false);
        } else if (!rests) {
            // Which commits.
            commitByItself(true);
        }
        rests = wanted || (!escaped && !isStatementOpen());
        commitsByItself = wanted;
    }

    @Override
    public void commit() throws SQLException {
        if (commitsByItself) {
            target().commit();
        } else {
            pooled.commit();
            hasEnded();
        }
    }

    @Override
    public void rollback() throws SQLException {
        if (commitsByItself) {
            target().rollback();
        } else {
            pooled.rollback();
            hasEnded();
        }
    }

    /** What was left open ends as with the pool's own connections: they are set to commit by themselves again. */
    @Override
    public void close() throws SQLException {
        try {
            if (!rests && !commitsByItself) {
                commitByItself(true);
            }
        } finally {
            pooled.close();
        }
    }

    @Override
    public DatabaseMetaData getMetaData() throws SQLException {
        escaped = true;
        return super.getMetaData();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        escaped = true;
        return super.unwrap(type);
    }

    @Override
    public boolean isClosed() throws SQLException {
        return pooled.isClosed();
    }

    @Override
    public SQLWarning getWarnings() throws SQLException {
        return pooled.getWarnings();
    }

    @Override
    public void clearWarnings() throws SQLException {
        pooled.clearWarnings();
    }
}
