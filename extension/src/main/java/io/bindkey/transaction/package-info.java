// SPDX-License-Identifier: Apache-2.0
/** The transaction manager: where it is found, what its failures mean, and the recovery of what a crash left in doubt. Not API. */
@NullMarked
package io.bindkey.transaction;

import org.jspecify.annotations.NullMarked;
