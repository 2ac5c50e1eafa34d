// SPDX-License-Identifier: Apache-2.0
/** Entities of a bind that lives in the database of another. */
@NullMarked
@BindKey("guest")
package io.bindkey.it.schema.shared;

import io.bindkey.BindKey;
import org.jspecify.annotations.NullMarked;
