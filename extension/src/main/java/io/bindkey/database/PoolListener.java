// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import io.agroal.api.AgroalDataSourceListener;
import io.bindkey.config.BindSettings;
import io.bindkey.message.Secrets;
import io.bindkey.telemetry.BindTelemetry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Puts what the pool has to say into the log, with the bind's key and without secrets, and counts what happens to its
 * connections.
 */
final class PoolListener implements AgroalDataSourceListener {

    private static final Logger LOG = System.getLogger("io.bindkey.database.Pool");

    /** The same warning is one only after this time. */
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final BindSettings bind;
    private final BindTelemetry telemetry;
    private final PoolCounts counts;
    private volatile String lastWarning = "";
    private volatile long lastWarned;

    PoolListener(BindSettings bind, BindTelemetry telemetry, PoolCounts counts) {
        this.bind = bind;
        this.telemetry = telemetry;
        this.counts = counts;
    }

    @Override
    public void onWarning(String message) {
        warn(Secrets.mask(message, bind.passwords()));
    }

    @Override
    public void onWarning(Throwable cause) {
        warn(Secrets.reason(cause, bind.passwords()));
    }

    /** A database that is down would fill the log with one line for each connection that is wanted. */
    private void warn(String text) {
        long now = System.nanoTime();
        boolean again = text.equals(lastWarning) && now - lastWarned < AGAIN.toNanos();
        if (!again) {
            lastWarning = text;
            lastWarned = now;
        }
        LOG.log(again ? Level.DEBUG : Level.WARNING, "[{0}] {1}", bind.key(), text);
    }

    @Override
    public void onConnectionPooled(Connection connection) {
        counts.connections().opened(connection);
    }

    @Override
    public void onConnectionDestroy(Connection connection) {
        counts.connections().closed(connection);
    }

    @Override
    public void beforePoolBlock(long timeout) {
        counts.beginWait();
    }

    /** A test would begin a transaction where the last one has left it so that it does not commit by itself. */
    @Override
    public void beforeConnectionValidation(Connection connection) {
        try {
            if (!connection.getAutoCommit()) {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            LOG.log(Level.DEBUG, "A connection that is tested cannot be set to commit by itself", e);
        }
        if (telemetry.hearsWaits()) {
            counts.beginTest();
        }
    }

    @Override
    public void beforeConnectionReturn(Connection connection) {
        counts.giveBack();
    }

    @Override
    public void onConnectionLeak(Connection connection, Thread thread) {
        telemetry.leaked();
    }
}
