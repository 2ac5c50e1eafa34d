// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.bindkey.it.testkit;

import org.jspecify.annotations.NullMarked;
