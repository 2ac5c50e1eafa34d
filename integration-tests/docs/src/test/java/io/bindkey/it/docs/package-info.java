// SPDX-License-Identifier: Apache-2.0
/** What the README and the pages of {@code docs} say is compiled, run, and compared with what it is about. */
@NullMarked
package io.bindkey.it.docs;

import org.jspecify.annotations.NullMarked;
