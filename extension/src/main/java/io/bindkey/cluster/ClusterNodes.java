// SPDX-License-Identifier: Apache-2.0
package io.bindkey.cluster;

import io.bindkey.config.BindSettings;
import io.bindkey.config.DatabaseSettings.Url;
import io.bindkey.config.PoolSettings;
import io.bindkey.config.ReplicaSettings;
import io.bindkey.database.Pool;
import io.bindkey.message.ClusterFailures;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The nodes that the url of a bind lists.
 *
 * <p>What makes tables has one place in the order of all nodes, but each of them comes to that place in its own time: the
 * statement returns when it is done on the node that was asked. An insert on another node may not know the table yet, for
 * the connections of a bind wait before they read alone. So each node is asked once, by a statement that it answers when it
 * has come that far. A node that is not reached is passed over: before it serves again it gets all that it has missed.
 */
public final class ClusterNodes {

    private static final Logger LOG = System.getLogger(ClusterNodes.class.getName());

    /** MariaDB and MySQL: the node has waited as long as it may, half a minute if nobody says otherwise. */
    private static final int WAITED_IN_VAIN = 1205;

    private static final int PATIENCE = 20;

    private ClusterNodes() {}

    /**
     * Returns when each of them has all that was done before, at once where there is no cluster.
     *
     * @param connections the driver's class
     */
    public static void await(BindSettings bind, Class<?> connections) {
        if (bind.cluster().isPresent() && bind.database() instanceof Url url) {
            for (ClusterUrl node : new ClusterUrl(url.url()).hosts()) {
                await(bind, Galera.withWait(url, node, Galera.EVERYTHING), connections);
            }
        }
    }

    private static void await(BindSettings bind, Url node, Class<?> connections) {
        try {
            DataSource alone =
                    Pool.openToRead(bind.toReadFrom(new ReplicaSettings("", node, pool(bind))), node, connections);
            try (Connection connection = alone.getConnection()) {
                await(bind, node, connection);
            } finally {
                Pool.close(alone);
            }
        } catch (SQLException e) {
            LOG.log(Level.INFO, "[{0}] {1} is not reached: {2}", bind.key(), node.describe(), e.getMessage());
        }
    }

    private static void await(BindSettings bind, Url node, Connection connection) throws SQLException {
        for (int tries = 1; ; tries++) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("select 1 from " + LockTable.TABLE);
                return;
            } catch (SQLException e) {
                if (e.getErrorCode() != WAITED_IN_VAIN) {
                    throw e;
                }
                if (tries == PATIENCE) {
                    throw ClusterFailures.nodeBehind(bind.key(), node.describe(), e);
                }
            }
        }
    }

    private static PoolSettings pool(BindSettings bind) {
        return new PoolSettings(
                0,
                1,
                Optional.empty(),
                Optional.empty(),
                bind.pool().acquisitionTimeout(),
                Optional.empty(),
                false,
                Duration.ZERO,
                Optional.empty());
    }
}
