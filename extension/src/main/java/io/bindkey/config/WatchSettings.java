// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

import java.time.Duration;
import java.util.Optional;

/**
 * What is told of a bind and its statements. Immutable.
 *
 * @param logSql whether statements are logged
 * @param logParameters whether that shows their parameters
 * @param slowQueryThreshold statements that take longer are logged
 * @param sqlComment whether each statement tells the database which bind it is of
 * @param telemetry whether metrics, spans and recordings have this bind
 */
public record WatchSettings(
        boolean logSql,
        boolean logParameters,
        Optional<Duration> slowQueryThreshold,
        boolean sqlComment,
        boolean telemetry) {}
