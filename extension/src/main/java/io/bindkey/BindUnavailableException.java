// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

import jakarta.persistence.PersistenceException;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * A bind cannot be used: it is switched off, read-only, or its database could not be reached at first use.
 *
 * @since 1.0
 */
public final class BindUnavailableException extends PersistenceException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message code, which bind, why, and what to do, not null
     * @param cause what the pool or the provider said, null when there is nothing
     */
    public BindUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
