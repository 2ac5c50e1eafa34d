// SPDX-License-Identifier: Apache-2.0
/** What all databases have in common: rows that land in them, and accounts that are paid from. */
@NullMarked
package io.bindkey.examples.storefront.landing;

import org.jspecify.annotations.NullMarked;
