// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.AgroalDataSource.FlushMode;
import io.bindkey.jdbc.BegunConnection;
import io.bindkey.jdbc.DelegatingDataSource;
import io.bindkey.telemetry.BindTelemetry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** A pool whose connections are counted, and whose callers are watched as they wait where somebody wants to know. */
final class PoolWatch extends DelegatingDataSource {

    private final AgroalDataSource pool;
    private final Duration patience;
    private final BindTelemetry telemetry;
    private final PoolCounts counts;

    /** Whether any connection may still be as the last transaction has left it. */
    private volatile boolean hasBegun;

    /**
     * @param pool gives the connections
     * @param patience how long a caller waits
     * @param telemetry of the bind
     * @param counts of the pool
     */
    PoolWatch(AgroalDataSource pool, Duration patience, BindTelemetry telemetry, PoolCounts counts) {
        super(pool);
        this.pool = pool;
        this.patience = patience;
        this.telemetry = telemetry;
        this.counts = counts;
    }

    PoolCounts counts() {
        return counts;
    }

    /** Closes the connections that nobody uses, but for those that the pool keeps. */
    void closeIdle() {
        pool.flush(FlushMode.IDLE);
        int kept = pool.getConfiguration().connectionPoolConfiguration().minSize();
        counts.connections().awaitAtMost(Math.max(kept, counts.used()));
    }

    void close() {
        pool.close();
        counts.connections().end();
    }

    /** One that commits by itself, as JDBC has it (section 10.1). */
    @Override
    public Connection getConnection() throws SQLException {
        Connection connection = take();
        if (hasBegun) {
            try {
                if (!connection.getAutoCommit()) {
                    connection.setAutoCommit(true);
                }
            } catch (SQLException e) {
                connection.close();
                throw e;
            }
        }
        return connection;
    }

    /** {@return one for a transaction that begins now} */
    Connection getConnectionToBegin() throws SQLException {
        hasBegun = true;
        Connection connection = take();
        try {
            return new BegunConnection(connection, connection.unwrap(Connection.class));
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private Connection take() throws SQLException {
        return telemetry.isCounted() ? watched() : counted();
    }

    private Connection counted() throws SQLException {
        try {
            Connection connection = pool.getConnection();
            counts.take();
            return connection;
        } finally {
            counts.endWait();
        }
    }

    private Connection watched() throws SQLException {
        try {
            Connection connection = pool.getConnection();
            counts.take();
            telemetry.acquired(counts.endWait());
            return connection;
        } catch (SQLException | RuntimeException e) {
            if (counts.endWait() >= patience.toNanos() && !patience.isZero()) {
                telemetry.timedOut();
            }
            throw e;
        }
    }

    /** Agroal takes the login of the pool alone. */
    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return pool.getConnection(username, password);
    }
}
