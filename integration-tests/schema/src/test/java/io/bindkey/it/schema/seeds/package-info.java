// SPDX-License-Identifier: Apache-2.0
/** Entities whose tables the tests change behind the mapping's back. */
@NullMarked
@BindKey("seeds")
package io.bindkey.it.schema.seeds;

import io.bindkey.BindKey;
import org.jspecify.annotations.NullMarked;
