// SPDX-License-Identifier: Apache-2.0
/** JDBC's connections and statements, which pass everything on to others, and can be watched. Not API. */
@NullMarked
package io.bindkey.jdbc;

import org.jspecify.annotations.NullMarked;
