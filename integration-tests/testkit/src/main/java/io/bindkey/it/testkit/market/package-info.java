// SPDX-License-Identifier: Apache-2.0
/** A market: customers in PostgreSQL, users in MariaDB, what was done in H2. */
@NullMarked
package io.bindkey.it.testkit.market;

import org.jspecify.annotations.NullMarked;
