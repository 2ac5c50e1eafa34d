// SPDX-License-Identifier: Apache-2.0
package io.bindkey.schema;

import org.jspecify.annotations.Nullable;

/**
 * A table or sequence as the database's own catalog names it.
 *
 * @param catalog null for the current one
 * @param schema null for the current one
 * @param name in the case in which the database stores it
 */
record ObjectName(@Nullable String catalog, @Nullable String schema, String name) {}
