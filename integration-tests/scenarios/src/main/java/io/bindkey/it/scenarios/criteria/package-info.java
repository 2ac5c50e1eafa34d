// SPDX-License-Identifier: Apache-2.0
/** Criteria queries, each run on its bind and through the router. */
@NullMarked
package io.bindkey.it.scenarios.criteria;

import org.jspecify.annotations.NullMarked;
