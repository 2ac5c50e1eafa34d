// SPDX-License-Identifier: Apache-2.0
/** An application that had a persistence unit in {@code persistence.xml} before it got binds. */
@NullMarked
package io.bindkey.it.servers.legacy;

import org.jspecify.annotations.NullMarked;
