// SPDX-License-Identifier: Apache-2.0
/** The bind {@code auth}: who may sign in, and what is on their gift cards. */
@BindKey("auth")
@NullMarked
package io.bindkey.examples.storefront.auth;

import io.bindkey.BindKey;
import org.jspecify.annotations.NullMarked;
