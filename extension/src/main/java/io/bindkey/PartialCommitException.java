// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

import jakarta.persistence.PersistenceException;
import java.io.Serial;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A transaction over several binds could be committed only in part. It says of each bind that took part with a write
 * whether its work is committed, rolled back, or unknown because the connection was lost during the commit.
 *
 * @since 1.0
 */
public final class PartialCommitException extends PersistenceException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final LinkedHashMap<String, TransactionOutcome> outcomes;

    /**
     * Creates the exception.
     *
     * @param message code, what happened and what to do, not null
     * @param outcomes bind keys in key order, each with its outcome, not null
     * @param cause what the failed commit said, not null
     */
    public PartialCommitException(String message, Map<String, TransactionOutcome> outcomes, Throwable cause) {
        super(message, cause);
        this.outcomes = new LinkedHashMap<>(outcomes);
    }

    /** {@return the outcome of each bind, in key order, unmodifiable} */
    public Map<String, TransactionOutcome> outcomes() {
        return Collections.unmodifiableMap(outcomes);
    }
}
