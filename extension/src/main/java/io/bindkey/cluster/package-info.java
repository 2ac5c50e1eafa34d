// SPDX-License-Identifier: Apache-2.0
/** A database that is a cluster of servers: what its connections need, and a lock that holds across its nodes. Not API. */
@NullMarked
package io.bindkey.cluster;

import org.jspecify.annotations.NullMarked;
