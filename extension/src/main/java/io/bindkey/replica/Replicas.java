// SPDX-License-Identifier: Apache-2.0
package io.bindkey.replica;

import io.bindkey.ReplicaState;
import io.bindkey.config.ReadingSettings;
import io.bindkey.config.ReadingSettings.Consistency;
import io.bindkey.config.ReadingSettings.Fallback;
import io.bindkey.database.Product;
import io.bindkey.message.ReplicaFailures;
import io.bindkey.message.Secrets;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The replicas of a bind. They are looked at once in a second, each by a thread of its own, for one that does not answer must
 * not keep the others waiting. Safe for use by several threads.
 */
public final class Replicas implements AutoCloseable {

    private static final Logger LOG = System.getLogger(Replicas.class.getName());

    private static final Map<Product, Replication> KNOWN =
            Map.of(Product.POSTGRESQL, new PostgresReplication(), Product.MARIADB, new MariaDbReplication());

    private static final Duration EACH = Duration.ofSeconds(1);

    private final String key;
    private final ReadingSettings settings;
    private final Collection<String> passwords;
    private final Replication replication;
    private final WrittenSoFar written;
    private final PrimaryHistory primary = new PrimaryHistory();
    private final List<ReplicaPool> pools;
    private final List<Replica> replicas = new ArrayList<>();
    private final AtomicInteger next = new AtomicInteger();
    private final ScheduledExecutorService watch;

    /**
     * Looks at all of them once, and then again and again.
     *
     * @param key of the bind
     * @param product that it is on, one of {@link #areKnown}
     * @param passwords that messages must not show
     * @param connections to the bind's own database
     * @param pools to the replicas, which are closed with this
     */
    public Replicas(
            String key,
            ReadingSettings settings,
            Product product,
            Collection<String> passwords,
            WrittenSoFar.Connections connections,
            List<ReplicaPool> pools) {
        this.key = key;
        this.settings = settings;
        this.passwords = passwords;
        this.replication = Optional.ofNullable(KNOWN.get(product)).orElseThrow();
        this.written = new WrittenSoFar(connections, replication);
        this.pools = pools;
        for (ReplicaPool pool : pools) {
            Replica replica = new Replica(key, pool, passwords, replication);
            replicas.add(replica);
        }
        // What was made when the bind was opened is to be seen as well.
        written.committed();
        lookAtPrimary();
        replicas.forEach(this::look);
        this.watch = Executors.newScheduledThreadPool(replicas.size() + 1, threads(key));
        again(this::lookAtPrimary);
        replicas.forEach(replica -> again(() -> look(replica)));
    }

    @SuppressWarnings("FutureReturnValueIgnored") // What is scheduled throws nothing.
    private void again(Runnable look) {
        watch.scheduleWithFixedDelay(look, EACH.toMillis(), EACH.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** {@return whether the replication of that product is known} */
    public static boolean areKnown(Product product) {
        return KNOWN.containsKey(product);
    }

    private static ThreadFactory threads(String key) {
        return work -> {
            Thread thread = new Thread(work, "bindkey-replicas-" + key);
            thread.setDaemon(true);
            thread.setContextClassLoader(Replicas.class.getClassLoader());
            return thread;
        };
    }

    private void lookAtPrimary() {
        try {
            PrimaryStanding now = written.look();
            primary.forgetLost(now);
            primary.add(now.committed(), System.nanoTime());
        } catch (SQLException | RuntimeException e) {
            LOG.log(
                    Level.DEBUG,
                    () -> "The position of bind '" + key + "' is not known: " + Secrets.reason(e, passwords));
        }
    }

    private void look(Replica replica) {
        try {
            replica.look(primary, settings.maxLag());
        } catch (RuntimeException e) {
            // What is thrown here would end the watch.
            LOG.log(Level.DEBUG, () -> "A replica of bind '" + key + "' was not looked at", Secrets.safe(e, passwords));
        }
    }

    /** {@return what this process has written to the primary} */
    public WrittenSoFar written() {
        return written;
    }

    /** {@return how they are, in the order of their names} */
    public List<ReplicaState> states() {
        return replicas.stream().map(Replica::state).toList();
    }

    /** {@return a position that covers all that this process has committed, in words; empty if it has not} */
    public Optional<String> position() throws SQLException {
        return Optional.ofNullable(written.position()).map(Position::text);
    }

    /**
     * {@return a connection to a replica that has what a reader must see, null when the reader has to ask the primary}
     *
     * @param bookmark a position that the reader has from elsewhere
     * @throws io.bindkey.BindUnavailableException when none has it, and the primary shall not be asked
     * @throws IllegalArgumentException when the bookmark is none of this product
     */
    public @Nullable Connection take(Optional<String> bookmark) {
        Optional<Position> marked = bookmark.map(replication::parse);
        Connection connection = null;
        String reason = "";
        try {
            connection = take(wanted(marked));
        } catch (SQLException e) {
            reason = "where the primary is cannot be told: " + Secrets.reason(e, passwords);
        }
        if (connection == null && settings.fallback() == Fallback.FAIL) {
            throw ReplicaFailures.noneGoodEnough(key, states(), reason);
        }
        return connection;
    }

    private @Nullable Position wanted(Optional<Position> marked) throws SQLException {
        Position here =
                switch (settings.consistency()) {
                    case OWN_WRITES -> written.position();
                    case LATEST -> written.look().committed();
                    case ANY -> null;
                };
        if (marked.isEmpty()) {
            return here;
        }
        Position reachable = reachable(marked.get());
        return here == null ? reachable : here.with(reachable);
    }

    /** {@return the same, or where the primary is if that has lost what it stands for} */
    private Position reachable(Position marked) {
        if (written.covers(marked)) {
            return marked;
        }
        try {
            PrimaryStanding now = written.look();
            return now.hasLost(marked) ? now.committed() : marked;
        } catch (SQLException unknown) {
            // A replica may have it all the same.
            return marked;
        }
    }

    private @Nullable Connection take(@Nullable Position wanted) {
        int first = Math.floorMod(next.getAndIncrement(), replicas.size());
        Duration patience = settings.maxWait();
        for (int i = 0; i < replicas.size(); i++) {
            Replica replica = replicas.get((first + i) % replicas.size());
            if (replica.serves()) {
                Connection connection = replica.take(wanted, patience);
                if (connection != null) {
                    return connection;
                }
                // The others have had the same time.
                patience = Duration.ZERO;
            }
        }
        return null;
    }

    /** {@return whether who commits has to tell the position of the primary} */
    public boolean followCommits() {
        return settings.consistency() == Consistency.OWN_WRITES;
    }

    @Override
    public void close() {
        watch.shutdownNow();
        pools.forEach(ReplicaPool::close);
        try {
            if (!watch.awaitTermination(10, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "A look at the replicas of bind ''{0}'' does not end", key);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
