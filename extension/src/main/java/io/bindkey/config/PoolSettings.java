// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

import java.time.Duration;
import java.util.Optional;

/**
 * The pool of a bind that is given as a url.
 *
 * @param minSize connections that are kept open
 * @param maxSize connections at the most
 * @param maxLifetime a connection older than this is replaced
 * @param idleTimeout a connection unused for longer is closed
 * @param acquisitionTimeout how long a caller waits for a connection
 * @param leakTimeout a connection held for longer is reported
 * @param validateOnBorrow whether each connection is tested before it is handed out
 * @param validateAfterIdle a connection unused for longer is tested before it is handed out; zero means never
 * @param initialSql a statement run on each new connection
 */
public record PoolSettings(
        int minSize,
        int maxSize,
        Optional<Duration> maxLifetime,
        Optional<Duration> idleTimeout,
        Duration acquisitionTimeout,
        Optional<Duration> leakTimeout,
        boolean validateOnBorrow,
        Duration validateAfterIdle,
        Optional<String> initialSql) {

    static final int DEFAULT_MAX_SIZE = 20;
    static final Duration DEFAULT_VALIDATE_AFTER_IDLE = Duration.ofSeconds(5);
    static final Duration DEFAULT_ACQUISITION_TIMEOUT = Duration.ofSeconds(5);
}
