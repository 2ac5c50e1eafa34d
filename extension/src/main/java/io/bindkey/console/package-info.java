// SPDX-License-Identifier: Apache-2.0
/** The console for development: a page on the loopback address that shows the binds and tries out queries. Not API. */
@NullMarked
package io.bindkey.console;

import org.jspecify.annotations.NullMarked;
