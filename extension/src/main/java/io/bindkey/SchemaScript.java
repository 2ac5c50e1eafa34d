// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

import java.util.List;

/**
 * The statements of a schema operation on one bind, written and not executed; see {@link SchemaOps#script}. Immutable.
 *
 * @param bind the bind key
 * @param statements in the order in which they are to be executed, without a semicolon at the end; unmodifiable
 * @since 1.0
 */
public record SchemaScript(String bind, List<String> statements) {

    /**
     * Copies the statements.
     *
     * @param bind the bind key, not null
     * @param statements in order, not null, copied
     */
    public SchemaScript {
        statements = List.copyOf(statements);
    }

    /** {@return the statements as lines of SQL, each with a semicolon, below a comment that names the bind} */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("-- bind ").append(bind).append(System.lineSeparator());
        statements.forEach(sql -> text.append(sql).append(';').append(System.lineSeparator()));
        return text.toString();
    }
}
