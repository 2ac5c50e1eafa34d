// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

import java.io.Serial;

/**
 * A key was given that no bind of the application has. The message lists the keys there are.
 *
 * @since 1.0
 */
public final class UnknownBindException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message code, what happened and what to do, not null
     */
    public UnknownBindException(String message) {
        super(message);
    }
}
