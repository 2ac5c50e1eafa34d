// SPDX-License-Identifier: Apache-2.0
/** What only Jakarta Persistence 3.2 has. */
@NullMarked
package io.bindkey.it.ee11;

import org.jspecify.annotations.NullMarked;
