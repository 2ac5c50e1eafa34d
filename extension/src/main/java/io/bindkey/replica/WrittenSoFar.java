// SPDX-License-Identifier: Apache-2.0
package io.bindkey.replica;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * How far the primary was when this process had committed last. Safe for use by several threads.
 *
 * <p>Who commits by a transaction of ours asks the primary before it goes on. Of a connection that the application commits by
 * itself it is not known when, so while one is open that has written, and once after, whoever reads asks.
 */
public final class WrittenSoFar {

    private final Connections primary;
    private final Replication replication;
    private final AtomicReference<@Nullable Position> position = new AtomicReference<>();
    private final AtomicInteger openWriters = new AtomicInteger();
    private volatile boolean unknown;

    /** Gives connections to the primary, in which no transaction has a part. */
    @FunctionalInterface
    public interface Connections {

        Connection take() throws SQLException;
    }

    WrittenSoFar(Connections primary, Replication replication) {
        this.primary = primary;
        this.replication = replication;
    }

    /** To be called when a transaction that may have written has ended, before whoever has ended it goes on. */
    public void committed() {
        try {
            ask();
        } catch (SQLException e) {
            unknown = true;
        }
    }

    /** The same where the primary cannot be asked at that time. */
    public void committedSomehow() {
        unknown = true;
    }

    /** A connection that the application commits by itself has begun to write. */
    public void beginsToWrite() {
        openWriters.incrementAndGet();
    }

    /** Such a connection is closed. */
    public void hasWritten() {
        unknown = true;
        openWriters.decrementAndGet();
    }

    /** {@return where the primary is now} */
    Position ask() throws SQLException {
        try (Connection connection = primary.take()) {
            Position now = replication.committed(connection);
            position.accumulateAndGet(now, (one, two) -> one == null || two == null ? two : one.with(two));
            return now;
        }
    }

    /** {@return what covers all that this process has committed, null if it has not} */
    @Nullable
    Position position() throws SQLException {
        if (unknown || openWriters.get() > 0) {
            unknown = false;
            try {
                ask();
            } catch (SQLException | RuntimeException e) {
                unknown = true;
                throw e;
            }
        }
        return position.get();
    }
}
