// SPDX-License-Identifier: Apache-2.0
/** The bind {@code audit}: what somebody tried, whatever became of it. */
@BindKey("audit")
@NullMarked
package io.bindkey.examples.storefront.audit;

import io.bindkey.BindKey;
import org.jspecify.annotations.NullMarked;
