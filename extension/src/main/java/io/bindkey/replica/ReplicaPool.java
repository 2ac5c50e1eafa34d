// SPDX-License-Identifier: Apache-2.0
package io.bindkey.replica;

import io.bindkey.config.BindSettings;
import io.bindkey.config.DatabaseSettings;
import io.bindkey.database.Pool;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Where the connections to a replica come from: a pool of ours, or somebody else's data source. Safe for use by several threads. */
public final class ReplicaPool {

    private final String name;
    private final boolean owned;
    private final DataSource dataSource;
    private volatile Runnable connected = () -> {};

    /**
     * Opens a pool. Whether the replica answers shows later.
     *
     * @param bind as it is for this replica
     * @param name of the replica
     * @param driver the class that makes connections
     */
    public ReplicaPool(BindSettings bind, String name, DatabaseSettings.Url url, Class<?> driver) throws SQLException {
        this.name = name;
        this.owned = true;
        this.dataSource = Pool.openToRead(bind, url, driver, () -> connected.run());
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

    /** {@return whether each new connection is told} */
    boolean tellsNew() {
        return owned;
    }

    /** @param action called for each new connection from now on */
    void whenConnected(Runnable action) {
        connected = action;
    }

    Connection take() throws SQLException {
        return dataSource.getConnection();
    }

    /** Closes it, unless it is somebody else's. */
    public void close() {
        if (owned) {
            Pool.close(dataSource);
        }
    }
}
