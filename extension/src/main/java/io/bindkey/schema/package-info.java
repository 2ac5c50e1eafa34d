// SPDX-License-Identifier: Apache-2.0
/** Schema operations on the binds. Not API. */
@NullMarked
package io.bindkey.schema;

import org.jspecify.annotations.NullMarked;
