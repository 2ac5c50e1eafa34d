// SPDX-License-Identifier: Apache-2.0
/** The replicas of a bind: which of them has what a reader must see, and which is left out. Not API. */
@NullMarked
package io.bindkey.replica;

import org.jspecify.annotations.NullMarked;
