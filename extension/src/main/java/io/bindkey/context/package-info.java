// SPDX-License-Identifier: Apache-2.0
/** The current persistence contexts, and the JTA or resource-local transactions that they live in. Not API. */
@NullMarked
package io.bindkey.context;

import org.jspecify.annotations.NullMarked;
