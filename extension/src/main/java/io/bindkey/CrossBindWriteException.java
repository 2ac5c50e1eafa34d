// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

import jakarta.persistence.PersistenceException;
import java.io.Serial;

/**
 * A transaction was about to write to a second bind although the two cannot be committed as one. It is raised before
 * the write reaches the second database, and never in one that will be rolled back in any case. The message names both
 * binds and the cures.
 *
 * @since 1.0
 */
public final class CrossBindWriteException extends PersistenceException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message code, what happened and what to do, not null
     */
    public CrossBindWriteException(String message) {
        super(message);
    }
}
