// SPDX-License-Identifier: Apache-2.0
package io.bindkey.telemetry;

import java.util.Locale;

/** What was refused because it concerned several binds. */
public enum Refusal {
    /** A write in a transaction that had written to another bind. */
    WRITE,
    /** A query over entities of several binds. */
    QUERY;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
