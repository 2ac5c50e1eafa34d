// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

import java.io.Serial;

/**
 * One statement names entities of two or more binds. The message lists each entity with its bind.
 *
 * @since 1.0
 */
public final class CrossBindException extends IllegalArgumentException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message code, what happened and what to do, not null
     */
    public CrossBindException(String message) {
        super(message);
    }
}
