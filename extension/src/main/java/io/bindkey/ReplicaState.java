// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How a replica of a bind is. Immutable.
 *
 * @param name among the replicas of the bind, not null
 * @param status whether it is read from, and if not, why; not null
 * @param lag how far it was behind when it was looked at last, at most; empty where that is not known
 * @param since when that status began, not null
 * @since 1.0
 */
public record ReplicaState(String name, Status status, Optional<Duration> lag, Instant since) {

    /** Whether a replica is read from. */
    public enum Status {
        /** It is. */
        SERVES,
        /** It is not, for it is further behind than {@code reading.max-lag}. */
        BEHIND,
        /** It is not, for it cannot be reached. */
        DOWN,
        /** It is not, for it takes writes: it was promoted, or is none. */
        NO_REPLICA
    }
}
