// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.bindkey.testing;

import org.jspecify.annotations.NullMarked;
