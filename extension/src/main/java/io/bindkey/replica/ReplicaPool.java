// SPDX-License-Identifier: Apache-2.0
package io.bindkey.replica;

import io.bindkey.config.BindSettings;
import io.bindkey.config.DatabaseSettings;
import io.bindkey.database.DatabaseAnswer;
import io.bindkey.database.Pool;
import io.bindkey.telemetry.BindTelemetry;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Where the connections to a replica come from: a pool of ours, or somebody else's data source. Safe for use by several threads. */
public final class ReplicaPool {

    private final String name;
    private final boolean owned;
    private final DataSource dataSource;

    /**
     * Opens a pool. Whether the replica answers shows later.
     *
     * @param bind as it is for this replica
     * @param name of the replica
     * @param driver the class that makes connections
     * @param telemetry of the bind, which hears of the pool
     */
    public ReplicaPool(
            BindSettings bind, String name, DatabaseSettings.Url url, Class<?> driver, BindTelemetry telemetry)
            throws SQLException {
        this.name = name;
        this.owned = true;
        this.dataSource = Pool.openToRead(bind, url, driver);
        telemetry.pool(bind.key() + "." + name, Pool.gauges(dataSource));
    }

    /** Takes somebody else's data source. */
    public ReplicaPool(String name, DataSource foreign) {
        this.name = name;
        this.owned = false;
        this.dataSource = foreign;
    }

    String name() {
        return name;
    }

    Connection take() throws SQLException {
        try {
            return dataSource.getConnection();
        } catch (IllegalStateException e) {
            // Of a connection that was lost while it was made one for reading only.
            throw DatabaseAnswer.behind(e).orElseThrow(() -> e);
        }
    }

    /** {@return the driver's own connection behind one of these, null where it does not show, or may not stay the same} */
    @Nullable
    Connection driverConnection(Connection pooled) {
        try {
            return owned ? pooled.unwrap(Connection.class) : null;
        } catch (SQLException hidden) {
            return null;
        }
    }

    /** Closes those that nobody uses, unless they are somebody else's. */
    void forgetIdle() {
        if (owned) {
            Pool.closeIdle(dataSource);
        }
    }

    /** Closes it, unless it is somebody else's. */
    public void close() {
        if (owned) {
            Pool.close(dataSource);
        }
    }
}
