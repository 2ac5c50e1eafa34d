// SPDX-License-Identifier: Apache-2.0
/** Migrations of a bind by Flyway or Liquibase, where they are on the class path. Not API. */
@NullMarked
package io.bindkey.migration;

import org.jspecify.annotations.NullMarked;
