// SPDX-License-Identifier: Apache-2.0

/** What a bind costs on a server, beside the container's own entity manager. */
@NullMarked
package io.bindkey.it.servers.cost;

import org.jspecify.annotations.NullMarked;
