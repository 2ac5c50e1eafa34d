// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A connection in a transaction of its own, in which the database refuses to write as far as it can. Used by one thread.
 *
 * <p>H2 takes such a transaction for an advice, and so may others that are not known here.
 */
public final class ReadingConnection implements AutoCloseable {

    private final Connection connection;
    private final Connection guarded;
    private final Product product;
    private final boolean madeForReading;
    private boolean begun = true;
    private boolean toReplica;

    private ReadingConnection(Connection connection, Product product, boolean madeForReading, StatementWatch watch) {
        this.connection = connection;
        // What the watch does not refuse it need not ask anybody about.
        this.guarded = new GuardedConnection(connection, watch, () -> {});
        this.product = product;
        this.madeForReading = madeForReading;
    }

    /**
     * {@return the transaction, begun on a connection that is closed with it, also when this fails}
     *
     * @param connection unguarded
     * @param madeForReading whether the connection is for reading only in any case, and stays so
     * @param watch sees the statements
     */
    public static ReadingConnection begin(
            Connection connection, Product product, boolean madeForReading, StatementWatch watch) throws SQLException {
        try {
            ReadingConnection reading = new ReadingConnection(connection, product, madeForReading, watch);
            reading.begin();
            return reading;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** {@return the same to a replica} */
    public static ReadingConnection toReplica(Connection connection, Product product, StatementWatch watch)
            throws SQLException {
        ReadingConnection reading = begin(connection, product, true, watch);
        reading.toReplica = true;
        return reading;
    }

    /** {@return whether what it reads may be older than what the bind's own database has} */
    public boolean isToReplica() {
        return toReplica;
    }

    /** {@return what somebody else begins and ends} */
    public static ReadingConnection asItIs(Connection connection, Product product, StatementWatch watch) {
        return new ReadingConnection(connection, product, true, watch).notBegun();
    }

    private ReadingConnection notBegun() {
        begun = false;
        return this;
    }

    /** {@return what reads} */
    public Connection connection() {
        return guarded;
    }

    private void begin() throws SQLException {
        switch (product) {
            // One round trip, where JDBC's way takes two, and two more to take it back.
            case MARIADB -> execute("start transaction read only");
            case SQLITE -> {
                queryOnly("on");
                connection.setAutoCommit(false);
            }
            // No round trip on PostgreSQL: the driver begins the transaction so, with the first statement.
            case POSTGRESQL, H2, OTHER -> {
                readOnly(true);
                connection.setAutoCommit(false);
            }
        }
    }

    private void queryOnly(String state) throws SQLException {
        if (!madeForReading) {
            execute("pragma query_only = " + state);
        }
    }

    private void readOnly(boolean state) throws SQLException {
        if (!madeForReading) {
            connection.setReadOnly(state);
        }
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Ends the transaction and gives the connection back as it was. */
    @Override
    public void close() throws SQLException {
        try (connection) {
            if (!begun) {
                return;
            }
            switch (product) {
                case MARIADB -> execute("rollback");
                case SQLITE -> {
                    endTransaction();
                    queryOnly("off");
                }
                case POSTGRESQL, H2, OTHER -> {
                    endTransaction();
                    readOnly(false);
                }
            }
        }
    }

    private void endTransaction() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
    }
}
