// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.util.ArrayList;
import java.util.List;
import javax.transaction.xa.XAException;

/** What is wrong with the database of one bind at the moment. Safe for use by several threads. */
final class Fault {

    private static final int READ_ONLY = 0;

    /** What happens to the next commit. */
    enum AtCommit {
        NOTHING,
        /** The database never hears of it. */
        LOST_BEFORE,
        /** The database does it. */
        LOST_AFTER,
        REFUSED
    }

    private boolean down;
    private boolean readOnly;
    private boolean used;
    private final List<Runnable> whenUp = new ArrayList<>();
    private AtCommit atCommit = AtCommit.NOTHING;

    synchronized void down() {
        down = true;
        used = true;
    }

    void up() {
        List<Runnable> now;
        synchronized (this) {
            down = false;
            readOnly = false;
            now = List.copyOf(whenUp);
            whenUp.clear();
        }
        now.forEach(Runnable::run);
    }

    /** Runs something when all is well again. */
    synchronized void whenUp(Runnable action) {
        whenUp.add(action);
    }

    synchronized void readOnly() {
        readOnly = true;
        used = true;
    }

    synchronized void atCommit(AtCommit next) {
        atCommit = next;
        used |= next != AtCommit.NOTHING;
    }

    void clear() {
        atCommit(AtCommit.NOTHING);
        up();
    }

    /** {@return what happens to this commit} */
    synchronized AtCommit nextCommit() {
        AtCommit now = atCommit;
        atCommit = AtCommit.NOTHING;
        return now;
    }

    /** {@return what happens to this commit, if it is one that a database may refuse to prepare} */
    synchronized boolean refusesToPrepare() {
        boolean refuses = atCommit == AtCommit.REFUSED;
        if (refuses) {
            atCommit = AtCommit.NOTHING;
        }
        return refuses;
    }

    synchronized boolean isDown() {
        return down;
    }

    /** {@return whether there was any since this was asked before} */
    synchronized boolean wasUsed() {
        boolean was = used;
        used = false;
        return was;
    }

    synchronized void requireUp() throws SQLException {
        if (down) {
            throw new SQLNonTransientConnectionException(
                    "Connection refused: the test has this database down", "08001");
        }
    }

    synchronized void requireWritable() throws SQLException {
        if (readOnly) {
            throw new SQLException("cannot write: the test has this database read-only", "25006", READ_ONLY);
        }
    }

    static SQLException lost() {
        return new SQLNonTransientConnectionException("The test has this connection lost", "08006");
    }

    static SQLException refused() {
        return new SQLException("The test has this commit refused", "23514", 0);
    }

    static XAException xa(int code, String message) {
        XAException failure = new XAException(message);
        failure.errorCode = code;
        return failure;
    }
}
