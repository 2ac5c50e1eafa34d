// SPDX-License-Identifier: Apache-2.0
/** Entities in a schema of their own. */
@NullMarked
@BindKey("store")
package io.bindkey.it.schema.store;

import io.bindkey.BindKey;
import org.jspecify.annotations.NullMarked;
