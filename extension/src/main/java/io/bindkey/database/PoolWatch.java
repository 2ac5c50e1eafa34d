// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import io.agroal.api.AgroalDataSource;
import io.bindkey.telemetry.BindTelemetry;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** A pool whose connections are counted, and whose callers are watched as they wait where somebody wants to know. */
final class PoolWatch extends DelegatingDataSource {

    private final AgroalDataSource pool;
    private final BindTelemetry telemetry;
    private final PoolCounts counts;
    private final Duration patience;

    /**
     * @param pool gives the connections
     * @param telemetry of the bind
     * @param counts of the pool
     * @param patience how long a caller waits
     */
    PoolWatch(AgroalDataSource pool, BindTelemetry telemetry, PoolCounts counts, Duration patience) {
        super(pool);
        this.pool = pool;
        this.telemetry = telemetry;
        this.counts = counts;
        this.patience = patience;
    }

    PoolCounts counts() {
        return counts;
    }

    /** {@return the pool, watched or not} */
    static AgroalDataSource behind(DataSource dataSource) {
        return dataSource instanceof PoolWatch watched ? watched.pool : (AgroalDataSource) dataSource;
    }

    @Override
    public Connection getConnection() throws SQLException {
        return telemetry.hearsWaits() ? watched() : counted();
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
        Runnable recording = telemetry.recordWait();
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
        } finally {
            if (recording != null) {
                recording.run();
            }
        }
    }

    /** Agroal takes the login of the pool alone. */
    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return pool.getConnection(username, password);
    }
}
