// SPDX-License-Identifier: Apache-2.0
/** What generated repositories and older code inject of a persistence unit, answered with what the binds have. Not API. */
@NullMarked
package io.bindkey.repository;

import org.jspecify.annotations.NullMarked;
