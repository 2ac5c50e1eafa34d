// SPDX-License-Identifier: Apache-2.0
/** Entities whose table is made by Flyway. */
@NullMarked
@BindKey("flyway")
package io.bindkey.it.schema.flyway;

import io.bindkey.BindKey;
import org.jspecify.annotations.NullMarked;
