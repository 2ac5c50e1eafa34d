// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import io.agroal.api.AgroalDataSource;
import io.bindkey.telemetry.BindTelemetry;
import java.io.PrintWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.time.Duration;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A pool whose connections are counted, and whose callers are watched as they wait where somebody wants to know.
 *
 * @param pool gives the connections
 * @param telemetry of the bind
 * @param counts of the pool
 * @param patience how long a caller waits
 */
record PoolWatch(AgroalDataSource pool, BindTelemetry telemetry, PoolCounts counts, Duration patience)
        implements DataSource {

    /** {@return the pool, watched or not} */
    static AgroalDataSource behind(DataSource dataSource) {
        return dataSource instanceof PoolWatch watched ? watched.pool() : (AgroalDataSource) dataSource;
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

    @Override
    public @Nullable PrintWriter getLogWriter() throws SQLException {
        return pool.getLogWriter();
    }

    @Override
    public void setLogWriter(@Nullable PrintWriter out) throws SQLException {
        pool.setLogWriter(out);
    }

    @Override
    public void setLoginTimeout(int seconds) throws SQLException {
        pool.setLoginTimeout(seconds);
    }

    @Override
    public int getLoginTimeout() throws SQLException {
        return pool.getLoginTimeout();
    }

    @Override
    public Logger getParentLogger() throws SQLFeatureNotSupportedException {
        return pool.getParentLogger();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        return pool.unwrap(type);
    }

    @Override
    public boolean isWrapperFor(Class<?> type) throws SQLException {
        return pool.isWrapperFor(type);
    }

    @Override
    public String toString() {
        return pool.toString();
    }
}
