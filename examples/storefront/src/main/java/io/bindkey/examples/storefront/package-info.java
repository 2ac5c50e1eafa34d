// SPDX-License-Identifier: Apache-2.0
/** A storefront whose data lives in five databases: a package for each of them, and two that know them all. */
@NullMarked
package io.bindkey.examples.storefront;

import org.jspecify.annotations.NullMarked;
