// SPDX-License-Identifier: Apache-2.0
/** Entities whose table is made by Liquibase. */
@NullMarked
@BindKey("liquibase")
package io.bindkey.it.schema.liquibase;

import io.bindkey.BindKey;
import org.jspecify.annotations.NullMarked;
