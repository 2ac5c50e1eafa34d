// SPDX-License-Identifier: Apache-2.0
/** Entities of every shape that a schema can have. */
@NullMarked
@BindKey("shapes")
package io.bindkey.it.schema.shapes;

import io.bindkey.BindKey;
import org.jspecify.annotations.NullMarked;
