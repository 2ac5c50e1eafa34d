// SPDX-License-Identifier: Apache-2.0
/** The entity managers of one persistence context over all binds, opened when a bind is first touched. Not API. */
@NullMarked
package io.bindkey.managers;

import org.jspecify.annotations.NullMarked;
