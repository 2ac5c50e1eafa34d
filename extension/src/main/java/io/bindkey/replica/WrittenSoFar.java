// SPDX-License-Identifier: Apache-2.0
package io.bindkey.replica;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
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

    /** How often something may have been committed of which the position is not known, and how often that was before it was asked. */
    private final AtomicLong unknown = new AtomicLong();

    private final AtomicLong answered = new AtomicLong();
    private volatile @Nullable Position latest;

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
        } catch (SQLException | RuntimeException e) {
            // Who has committed has; who reads asks again.
            unknown.incrementAndGet();
        }
    }

    /** The same where the primary cannot be asked at that time. */
    public void committedSomehow() {
        unknown.incrementAndGet();
    }

    /** A connection that the application commits by itself has begun to write. */
    public void beginsToWrite() {
        openWriters.incrementAndGet();
    }

    /** Such a connection is closed. */
    public void hasWritten() {
        unknown.incrementAndGet();
        openWriters.decrementAndGet();
    }

    /**
     * {@return how the primary is now}
     *
     * <p>One that is behind what was known before it was asked has another history, and what it has of the old one is all that
     * there is: so it is the measure from then on.
     */
    PrimaryStanding look() throws SQLException {
        Position before = position.get();
        try (Connection connection = primary.take()) {
            PrimaryStanding standing = replication.primary(connection);
            if (before != null && standing.hasLost(before)) {
                // What a commit on the lost primary adds after this is found out with the next look.
                position.compareAndSet(before, standing.committed());
            }
            latest = standing.committed();
            return standing;
        }
    }

    /** Takes what the primary has now for what this process has written. */
    void ask() throws SQLException {
        long asked = unknown.get();
        Position now = look().committed();
        position.accumulateAndGet(now, (one, two) -> one == null || two == null ? two : one.with(two));
        answered.accumulateAndGet(asked, Math::max);
    }

    /** {@return whether the primary had come that far when it was looked at last} */
    boolean covers(Position other) {
        Position known = latest;
        return known != null && known.covers(other);
    }

    /** {@return what covers all that this process has committed, null if it has not} */
    @Nullable
    Position position() throws SQLException {
        // In this order: a writer is counted in the one before it leaves the other.
        boolean isWritten = openWriters.get() > 0;
        if (isWritten || answered.get() < unknown.get()) {
            // Whoever comes meanwhile asks as well, for it is not known before somebody has the answer.
            ask();
        }
        return position.get();
    }
}
