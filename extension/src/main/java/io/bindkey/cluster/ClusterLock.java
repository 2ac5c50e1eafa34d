// SPDX-License-Identifier: Apache-2.0
package io.bindkey.cluster;

import io.bindkey.cluster.LockRows.Seen;
import io.bindkey.message.ClusterFailures;
import io.bindkey.message.SchemaFailures;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Lets one instance of the application at a time change a schema, on whatever node of a cluster.
 *
 * <p>Named locks and locks of rows are known to one node alone. What all nodes agree upon is a commit: of two inserts of one
 * key, on any nodes, one is certified, and the other is told of a duplicate key or of a lost certification. So the lock is
 * a row, and whoever has inserted it holds the lock until it is deleted. No transaction stays open meanwhile, for what makes
 * tables would commit it.
 *
 * <ul>
 *   <li>The table is made when a look does not find it, by {@code create table if not exists}: such a statement has one
 *       place in the order of all nodes, so that of two at once the later one finds the table, and does nothing.
 *   <li>A holder that dies leaves its row. Therefore a living one counts up a beat in it every five seconds, and who waits
 *       takes the row over when it has looked 150 times in half a minute or more, and the beat was the same. Looks are
 *       counted rather than time, and clocks of machines not compared: while a table is made, the nodes answer nobody, the
 *       holder and those that wait alike.
 *   <li>The row is taken over by an update that names the holder and the beat that were seen. If the holder lives after all,
 *       or another one takes over at the same time, one of the two changes finds another row, or is not certified.
 *   <li>A holder that was only slow notices with its next beat, or at the end, that the row is another's: it fails then,
 *       and says so. What both have done meanwhile is for the reader of that message to judge.
 *   <li>An insert whose answer was lost leaves a row that is nobody's, and is taken over as that of a dead holder.
 * </ul>
 *
 * The row is deleted at the end, the empty table stays: to drop it would stop all nodes once more, and meet those who wait.
 */
public final class ClusterLock implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ClusterLock.class.getName());

    /** How often somebody who waits sees the same beat before the holder is taken for dead. */
    static final int LOOKS = 150;

    private static final int TRIES = 3;

    private final String bind;
    private final LockRows rows;
    private final Timing timing;
    private final String holder = "process " + ProcessHandle.current().pid() + ", " + UUID.randomUUID();
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread heart = new Thread(this::live, "bindkey-lock");
    private volatile boolean lost;

    /**
     * How long things take.
     *
     * @param look from one look to the next
     * @param beat from one beat to the next
     * @param patience how often somebody looks who waits for a living holder
     */
    record Timing(Duration look, Duration beat, int patience) {

        /** Ten minutes, as long as for the locks of other databases. */
        static final Timing USUAL = new Timing(Duration.ofMillis(200), Duration.ofSeconds(5), 3000);
    }

    private ClusterLock(String bind, LockRows rows, Timing timing) {
        this.bind = bind;
        this.rows = rows;
        this.timing = timing;
    }

    /**
     * Waits for the lock.
     *
     * @param dataSource whose statements see all that was done before on any node
     */
    public static ClusterLock take(String bind, DataSource dataSource) throws SQLException {
        return take(bind, new LockTable(dataSource), Timing.USUAL);
    }

    static ClusterLock take(String bind, LockRows rows, Timing timing) throws SQLException {
        ClusterLock lock = new ClusterLock(bind, rows, timing);
        lock.await();
        lock.heart.setDaemon(true);
        lock.heart.start();
        return lock;
    }

    /** Runs something under the lock, as {@link #take(String, DataSource)}. */
    public static void run(String bind, DataSource dataSource, Runnable work) throws SQLException {
        ClusterLock lock = take(bind, dataSource);
        try {
            work.run();
        } catch (RuntimeException | Error e) {
            lock.giveUp(e);
            throw e;
        }
        lock.close();
    }

    private void giveUp(Throwable failure) {
        try {
            close();
        } catch (IllegalStateException e) {
            failure.addSuppressed(e);
        }
    }

    private void await() throws SQLException {
        Optional<Seen> before = Optional.empty();
        int same = 0;
        for (int looks = 0; looks < timing.patience(); looks++) {
            Optional<Seen> seen = rows.look();
            // Not before there is none: drivers warn of each statement that fails.
            if (seen.isEmpty() && rows.insert(holder)) {
                return;
            }
            same = seen.isPresent() && seen.equals(before) ? same + 1 : 0;
            before = seen;
            if (same >= LOOKS && rows.takeOver(seen.orElseThrow(), holder)) {
                LOG.log(
                        Level.WARNING,
                        "[{0}] The lock of {1} is taken over: nothing was heard of it for half a minute",
                        bind,
                        seen.orElseThrow().holder());
                return;
            }
            pause();
        }
        throw SchemaFailures.databaseBusy(bind);
    }

    private void pause() throws SQLException {
        try {
            Thread.sleep(timing.look().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SQLException("Interrupted while waiting for the lock", e);
        }
    }

    private void live() {
        try {
            while (!lost && !done.await(timing.beat().toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    lost = !rows.beat(holder);
                } catch (SQLException | RuntimeException e) {
                    // Perhaps the next one comes through, on another node.
                    LOG.log(Level.DEBUG, "[{0}] A beat of the lock has failed: {1}", bind, e.getMessage());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Gives the lock back.
     *
     * @throws IllegalStateException when somebody else has taken it over
     */
    @Override
    public void close() {
        done.countDown();
        if (lost || !delete()) {
            throw ClusterFailures.lockLost(bind);
        }
    }

    private boolean delete() {
        String reason = "";
        for (int tries = 0; tries < TRIES; tries++) {
            try {
                // After a try whose answer was lost it may be gone.
                return rows.delete(holder) || tries > 0;
            } catch (SQLException | RuntimeException e) {
                reason = String.valueOf(e.getMessage());
            }
        }
        LOG.log(Level.WARNING, "[{0}] The lock stays until somebody takes it over: {1}", bind, reason);
        return true;
    }
}
