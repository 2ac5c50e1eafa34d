// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;

/** One connection to a database, as several objects of the driver show it. */
final class PhysicalConnection {

    private final BindWatch watch;
    private final AtomicBoolean wrote = new AtomicBoolean();
    private volatile boolean lost;

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
