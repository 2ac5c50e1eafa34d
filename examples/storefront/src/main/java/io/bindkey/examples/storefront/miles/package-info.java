// SPDX-License-Identifier: Apache-2.0
/** The bind {@code miles}: miles of a partner; not XA either. */
@BindKey("miles")
@NullMarked
package io.bindkey.examples.storefront.miles;

import io.bindkey.BindKey;
import org.jspecify.annotations.NullMarked;
