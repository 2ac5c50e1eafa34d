// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

import java.io.Serial;

/**
 * A schema operation was refused, or failed in at least one bind; the report tells what was done in each.
 *
 * @since 1.0
 */
public final class SchemaOpsException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final SchemaReport report;

    /**
     * Creates the exception; failures in the report become suppressed exceptions.
     *
     * @param message code, what happened and what to do, not null
     * @param report what was done in each bind, without outcomes when the operation was refused; not null
     */
    public SchemaOpsException(String message, SchemaReport report) {
        super(message);
        this.report = report;
        report.outcomes().forEach(o -> o.failure().ifPresent(this::addSuppressed));
    }

    /** {@return what was done in each bind} */
    public SchemaReport report() {
        return report;
    }
}
