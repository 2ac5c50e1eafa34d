// SPDX-License-Identifier: Apache-2.0
/** Entities with types of the database's own, and in other schemas. */
@NullMarked
@BindKey("types")
package io.bindkey.it.schema.types;

import io.bindkey.BindKey;
import org.jspecify.annotations.NullMarked;
