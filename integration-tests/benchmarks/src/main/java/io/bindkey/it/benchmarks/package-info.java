// SPDX-License-Identifier: Apache-2.0
/** What the router costs over a bind's own entity manager. */
@NullMarked
package io.bindkey.it.benchmarks;

import org.jspecify.annotations.NullMarked;
