// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.transaction.xa.XAException;
import org.jspecify.annotations.Nullable;

/** One connection to a database, as several objects of the driver show it. */
final class PhysicalConnection {

    private final BindWatch watch;
    private final AtomicBoolean wrote = new AtomicBoolean();
    private volatile boolean lost;
    private volatile boolean prepared;
    private volatile @Nullable AutoCloseable closed;

    PhysicalConnection(BindWatch watch) {
        this.watch = watch;
    }

    BindWatch watch() {
        return watch;
    }

    Fault fault() {
        return watch.fault();
    }

    /** {@return whether it is of no use any more} It stays so, for somebody has seen it. */
    boolean isLost() {
        if (fault().isDown()) {
            lost = true;
        }
        return lost;
    }

    void requireThere() throws SQLException {
        if (isLost()) {
            throw Fault.lost();
        }
    }

    /** From now on it is. */
    void lose() {
        lost = true;
    }

    /**
     * It is lost with a transaction that is prepared, and that the database keeps until somebody comes back to it. Some databases keep
     * it for the same session alone, so what the pool closes stays open until then.
     *
     * @param commit what recovery does
     */
    void losePrepared(Branch commit) {
        lost = true;
        prepared = true;
        fault().whenUp(() -> {
            try {
                commit.end();
            } catch (XAException e) {
                System.getLogger("io.bindkey.testing").log(Level.DEBUG, "Recovery was faster", e);
            } finally {
                prepared = false;
                close();
            }
        });
    }

    /** Closes what the pool has closed meanwhile. */
    private void close() {
        AutoCloseable deferred = closed;
        if (deferred != null) {
            try {
                deferred.close();
            } catch (Exception e) {
                System.getLogger("io.bindkey.testing").log(Level.DEBUG, "It was lost anyway", e);
            }
        }
    }

    boolean isPrepared() {
        return prepared;
    }

    /** {@return whether it is to be closed now, and not when somebody has come back to it} */
    boolean closesNow(AutoCloseable close) {
        if (prepared) {
            closed = close;
        }
        return !prepared;
    }

    /** The end of a branch. */
    interface Branch {
        void end() throws XAException;
    }

    /** A statement is about to run. */
    void running(String sql, boolean alone) throws SQLException {
        requireThere();
        boolean writes = StatementText.writes(sql);
        if (writes) {
            fault().requireWritable();
        }
        watch.ran(sql);
        if (writes) {
            wrote.set(true);
            if (alone) {
                committed();
            }
        }
    }

    /** What was written is in the database for good. */
    void committed() {
        if (wrote.getAndSet(false)) {
            watch.committed();
        }
    }

    void rolledBack() {
        wrote.set(false);
    }
}
