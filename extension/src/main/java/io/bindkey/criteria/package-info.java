// SPDX-License-Identifier: Apache-2.0
/** Criteria objects of the router: calls are written down until an entity decides the bind, then made good there. Not API. */
@NullMarked
package io.bindkey.criteria;

import org.jspecify.annotations.NullMarked;
