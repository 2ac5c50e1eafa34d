// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

import java.time.Duration;

/**
 * How a bind reads from its replicas.
 *
 * @param consistency what a reader has to see
 * @param maxLag a replica that is further behind is not read from
 * @param maxWait how long a reader waits for a replica to catch up
 * @param fallback what becomes of a reader for whom no replica is good enough
 */
public record ReadingSettings(Consistency consistency, Duration maxLag, Duration maxWait, Fallback fallback) {

    static final Duration DEFAULT_MAX_LAG = Duration.ofSeconds(5);
    static final Duration DEFAULT_MAX_WAIT = Duration.ofMillis(200);

    /** What a reader has to see. */
    public enum Consistency {
        /** What the same user has written before. */
        OWN_WRITES,
        /** All that anybody has written before. */
        LATEST,
        /** Whatever the replica has. */
        ANY
    }

    /** What becomes of a reader for whom no replica is good enough. */
    public enum Fallback {
        /** It reads from the bind's own database. */
        PRIMARY,
        /** It fails. */
        FAIL
    }
}
