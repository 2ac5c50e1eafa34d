// SPDX-License-Identifier: Apache-2.0
/** Entities in a catalog of their own. */
@NullMarked
@BindKey("depot")
package io.bindkey.it.schema.depot;

import io.bindkey.BindKey;
import org.jspecify.annotations.NullMarked;
