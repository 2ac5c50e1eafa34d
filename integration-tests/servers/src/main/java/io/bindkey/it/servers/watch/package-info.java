// SPDX-License-Identifier: Apache-2.0
/** An application that stays, and sees what is left of others that have gone. */
@NullMarked
package io.bindkey.it.servers.watch;

import org.jspecify.annotations.NullMarked;
