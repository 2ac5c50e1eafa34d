// SPDX-License-Identifier: Apache-2.0
/** The bind {@code meta}: a mapped superclass carries its key. */
@NullMarked
package io.bindkey.it.scenarios.model.meta;

import org.jspecify.annotations.NullMarked;
