// SPDX-License-Identifier: Apache-2.0
/** A bind whose database is a Galera cluster. */
@NullMarked
package io.bindkey.it.cluster;

import org.jspecify.annotations.NullMarked;
