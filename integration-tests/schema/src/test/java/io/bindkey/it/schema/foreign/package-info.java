// SPDX-License-Identifier: Apache-2.0
/** Entities for EclipseLink. */
@NullMarked
@BindKey("eclipse")
package io.bindkey.it.schema.foreign;

import io.bindkey.BindKey;
import org.jspecify.annotations.NullMarked;
