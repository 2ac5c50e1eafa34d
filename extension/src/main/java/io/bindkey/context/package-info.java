// SPDX-License-Identifier: Apache-2.0
/** The current persistence contexts, under JTA or resource-local, and the policy across binds. Not API. */
@NullMarked
package io.bindkey.context;

import org.jspecify.annotations.NullMarked;
