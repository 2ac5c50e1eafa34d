// SPDX-License-Identifier: Apache-2.0
package io.bindkey.replica;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Where the primary was when. From that, and not by any server's clock, it is told how far a replica is behind. Safe for use by
 * several threads.
 */
final class PrimaryHistory {

    private static final long KEPT_NANOS = Duration.ofMinutes(10).toNanos();

    private final Deque<Stay> stays = new ArrayDeque<>();

    /** A position, and when it was seen first and last. */
    private static final class Stay {

        private final Position position;
        private final long first;
        private long last;

        Stay(Position position, long first) {
            this.position = position;
            this.first = first;
            this.last = first;
        }
    }

    /** Forgets what a primary has lost: else its replicas would be behind the one before it for as long as this remembers. */
    synchronized void forgetLost(PrimaryStanding standing) {
        stays.removeIf(stay -> standing.hasLost(stay.position));
    }

    /** @param now of {@link System#nanoTime()} */
    synchronized void add(Position position, long now) {
        Stay latest = stays.peekLast();
        if (latest != null && latest.position.equals(position)) {
            latest.last = now;
            return;
        }
        stays.addLast(new Stay(position, now));
        while (stays.size() > 1 && now - stays.getFirst().last > KEPT_NANOS) {
            stays.removeFirst();
        }
    }

    /** {@return how long ago something happened, at most, that the replica has not replayed} */
    synchronized Duration lag(Position replayed, long now) {
        long covered = Long.MIN_VALUE;
        for (Stay stay : stays) {
            if (!replayed.covers(stay.position)) {
                return Duration.ofNanos(now - (covered == Long.MIN_VALUE ? stay.first : covered));
            }
            covered = stay.last;
        }
        return Duration.ZERO;
    }
}
