// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

import io.bindkey.BindsDeploymentException.Problem;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * How a bind is. Immutable.
 *
 * @param status whether it can be used, and if not, why; not null
 * @param problem what is wrong, with its code and without secrets; empty unless it is {@link Status#DOWN}
 * @param since when that status began, not null
 * @since 1.0
 */
public record BindState(Status status, Optional<Problem> problem, Instant since) {

    /** Whether a bind can be used. */
    public enum Status {
        /** It is open, and its database answered when it was asked last. */
        SERVES,
        /** It is opened at first use, which has not come yet. */
        WAITS,
        /** Its database does not answer. It is asked again until it does, and then serves without a restart. */
        DOWN,
        /** Somebody has closed it, and may open it again: see {@link BindMXBean#open()}. Or the application has ended. */
        CLOSED,
        /** It is taken out by {@code active = false}. */
        SWITCHED_OFF;

        /** {@return the word for it, lower case: {@code serves}, {@code switched-off}} */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
