// SPDX-License-Identifier: Apache-2.0
/** An application, to be tested. */
@NullMarked
package io.bindkey.testing.shop;

import org.jspecify.annotations.NullMarked;
