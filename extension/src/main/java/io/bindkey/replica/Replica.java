// SPDX-License-Identifier: Apache-2.0
package io.bindkey.replica;

import io.bindkey.ReplicaState;
import io.bindkey.ReplicaState.Status;
import io.bindkey.database.DatabaseAnswer;
import io.bindkey.message.Secrets;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** One replica of a bind: its connections, and whether it is read from. Safe for use by several threads. */
final class Replica {

    private static final Logger LOG = System.getLogger("io.bindkey");

    private final String key;
    private final ReplicaPool pool;
    private final Collection<String> passwords;
    private final Replication replication;
    private volatile ReplicaState state;

    /**
     * How far it was at least, by the driver's connections: behind one url there may be several servers, by names that lead to
     * any of them or by the hosts in it, and another one may have taken the place of a server that was lost.
     */
    private final Map<Connection, Position> seen = Collections.synchronizedMap(new WeakHashMap<>());

    /** @param passwords that messages must not show */
    Replica(String key, ReplicaPool pool, Collection<String> passwords, Replication replication) {
        this.key = key;
        this.pool = pool;
        this.passwords = passwords;
        this.replication = replication;
        this.state = new ReplicaState(pool.name(), Status.SERVES, Optional.empty(), Instant.now());
    }

    ReplicaState state() {
        return state;
    }

    boolean serves() {
        return state.status() == Status.SERVES;
    }

    /**
     * {@return a connection to it, if it has come as far as is wanted}
     *
     * @param patience for how long to wait for that
     */
    @Nullable
    Connection take(@Nullable Position wanted, Duration patience) {
        Connection connection = null;
        try {
            connection = pool.take();
            if (wanted == null || hasReplayed(connection, wanted, patience)) {
                Connection good = connection;
                connection = null;
                return good;
            }
        } catch (SQLException e) {
            failed(e);
        } finally {
            close(connection);
        }
        return null;
    }

    private boolean hasReplayed(Connection connection, Position wanted, Duration patience) throws SQLException {
        Connection server = pool.driverConnection(connection);
        Position before = server == null ? null : seen.get(server);
        if (before != null && before.covers(wanted)) {
            return true;
        }
        Standing standing = replication.await(connection, wanted, patience);
        if (!standing.replicates()) {
            become(Status.NO_REPLICA, Optional.empty(), "it takes writes");
            return false;
        }
        if (server != null) {
            seen.put(server, standing.replayed());
        }
        return standing.replayed().covers(wanted);
    }

    private static void close(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.log(Level.DEBUG, "A connection to a replica did not close well", e);
            }
        }
    }

    /** A pool that is exhausted says nothing of the replica. */
    private void failed(SQLException failure) {
        if (DatabaseAnswer.isLost(failure)) {
            down(failure);
        }
    }

    private void down(SQLException failure) {
        // Each look would find one lost connection, and it would serve again when there are no more.
        pool.forgetIdle();
        become(Status.DOWN, Optional.empty(), Secrets.reason(failure, passwords));
    }

    /** Looks how it is. */
    void look(PrimaryHistory primary, Duration maxLag) {
        try (Connection connection = pool.take()) {
            Standing standing = replication.standing(connection);
            if (!standing.replicates()) {
                become(Status.NO_REPLICA, Optional.empty(), "it takes writes");
                return;
            }
            Duration lag = primary.lag(standing.replayed(), System.nanoTime());
            boolean late = lag.compareTo(maxLag) > 0;
            become(late ? Status.BEHIND : Status.SERVES, Optional.of(lag), "it is " + lag.toMillis() + " ms behind");
        } catch (SQLException e) {
            down(e);
        }
    }

    private synchronized void become(Status status, Optional<Duration> lag, String reason) {
        ReplicaState before = state;
        boolean same = before.status() == status;
        state = new ReplicaState(pool.name(), status, lag, same ? before.since() : Instant.now());
        if (same) {
            return;
        }
        if (status == Status.SERVES) {
            LOG.log(Level.INFO, "[{0}] replica {1} serves again", key, pool.name());
        } else {
            LOG.log(Level.WARNING, "[{0}] replica {1} is left out: {2}", key, pool.name(), reason);
        }
    }
}
