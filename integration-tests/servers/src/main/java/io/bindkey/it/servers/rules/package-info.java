// SPDX-License-Identifier: Apache-2.0
/** An application whose constraints want beans of the server. */
@NullMarked
package io.bindkey.it.servers.rules;

import org.jspecify.annotations.NullMarked;
