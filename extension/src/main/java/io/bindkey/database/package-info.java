// SPDX-License-Identifier: Apache-2.0
/** The JDBC side of a bind: its driver, its pool, what guards and logs statements, and what databases answer. Not API. */
@NullMarked
package io.bindkey.database;

import org.jspecify.annotations.NullMarked;
