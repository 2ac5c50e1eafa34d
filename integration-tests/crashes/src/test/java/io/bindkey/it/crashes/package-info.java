// SPDX-License-Identifier: Apache-2.0
/** Transactions over PostgreSQL and MariaDB that are interrupted at every point of two-phase commit. */
@NullMarked
package io.bindkey.it.crashes;

import org.jspecify.annotations.NullMarked;
