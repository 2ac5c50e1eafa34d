// SPDX-License-Identifier: Apache-2.0
/** The entity manager that chooses a bind for each call, and what it needs to choose. Not API. */
@NullMarked
package io.bindkey.router;

import org.jspecify.annotations.NullMarked;
