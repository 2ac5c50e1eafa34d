// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

import java.util.Locale;

/**
 * What becomes of a bind that fails, and who is told.
 *
 * @param degrades whether the application starts and goes on without it while its database cannot be reached
 * @param health the kind of health check that it has
 */
public record OperationSettings(boolean degrades, Health health) {

    /** The kinds of MicroProfile Health. */
    public enum Health {
        READINESS,
        LIVENESS,
        STARTUP,
        OFF;

        /** {@return how the configuration writes it} */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
