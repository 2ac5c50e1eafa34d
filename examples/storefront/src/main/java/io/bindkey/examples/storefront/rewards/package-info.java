// SPDX-License-Identifier: Apache-2.0
/** The bind {@code rewards}: points; not XA. */
@BindKey("rewards")
@NullMarked
package io.bindkey.examples.storefront.rewards;

import io.bindkey.BindKey;
import org.jspecify.annotations.NullMarked;
