// SPDX-License-Identifier: Apache-2.0
/** How a transaction over several binds ends: which of them may be written to, and how they are committed. Not API. */
@NullMarked
package io.bindkey.commit;

import org.jspecify.annotations.NullMarked;
