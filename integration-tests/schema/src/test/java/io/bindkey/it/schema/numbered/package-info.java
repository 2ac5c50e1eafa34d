// SPDX-License-Identifier: Apache-2.0
/** Entities of two binds that share their tables, and the ids for them by the dozen. */
@NullMarked
package io.bindkey.it.schema.numbered;

import org.jspecify.annotations.NullMarked;
