// SPDX-License-Identifier: Apache-2.0
/** A database that says that it is in doubt. */
@NullMarked
package io.bindkey.it.servers.doubt;

import org.jspecify.annotations.NullMarked;
