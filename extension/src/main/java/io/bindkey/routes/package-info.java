// SPDX-License-Identifier: Apache-2.0
/** Which bind a class, a name or a text means; says so, or that it cannot be known, and never guesses. Not API. */
@NullMarked
package io.bindkey.routes;

import org.jspecify.annotations.NullMarked;
