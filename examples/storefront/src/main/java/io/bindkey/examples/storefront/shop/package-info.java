// SPDX-License-Identifier: Apache-2.0
/** The bind {@code default}: what is sold, and what was ordered. */
@NullMarked
package io.bindkey.examples.storefront.shop;

import org.jspecify.annotations.NullMarked;
