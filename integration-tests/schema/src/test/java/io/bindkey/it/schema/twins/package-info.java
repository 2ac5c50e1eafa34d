// SPDX-License-Identifier: Apache-2.0
/** Entities of two binds that share a table. */
@NullMarked
package io.bindkey.it.schema.twins;

import org.jspecify.annotations.NullMarked;
