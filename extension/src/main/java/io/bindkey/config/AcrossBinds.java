// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

/** What happens when one transaction writes to several binds that cannot be committed as one. */
public enum AcrossBinds {
    /** The second bind's first write is refused. */
    FAIL,
    /** All are flushed, then committed one by one. */
    BEST_EFFORT
}
