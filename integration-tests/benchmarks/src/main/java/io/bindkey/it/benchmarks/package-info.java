// SPDX-License-Identifier: Apache-2.0
/** What a bind costs over an entity manager without BindKey, and the router over a bind. */
@NullMarked
package io.bindkey.it.benchmarks;

import org.jspecify.annotations.NullMarked;
