// SPDX-License-Identifier: Apache-2.0
/** What only reads: which threads do, and the persistence contexts that they have meanwhile. Not API. */
@NullMarked
package io.bindkey.reading;

import org.jspecify.annotations.NullMarked;
