// SPDX-License-Identifier: Apache-2.0
/** An application without entities: statements whose text does not show what they do. */
@NullMarked
package io.bindkey.it.servers.effects;

import org.jspecify.annotations.NullMarked;
