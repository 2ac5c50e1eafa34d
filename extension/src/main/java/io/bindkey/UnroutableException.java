// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

import java.io.Serial;

/**
 * A call gives no bind, or more than one: the router never guesses. The message says how to name the bind.
 *
 * @since 1.0
 */
public final class UnroutableException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message code, what happened and what to do, not null
     */
    public UnroutableException(String message) {
        super(message);
    }
}
