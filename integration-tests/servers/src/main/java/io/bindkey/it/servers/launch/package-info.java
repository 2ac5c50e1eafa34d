// SPDX-License-Identifier: Apache-2.0
/** What stands between Arquillian and a server that it starts. */
@NullMarked
package io.bindkey.it.servers.launch;

import org.jspecify.annotations.NullMarked;
