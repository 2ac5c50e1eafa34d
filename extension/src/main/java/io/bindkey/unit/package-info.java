// SPDX-License-Identifier: Apache-2.0
/** Persistence units: provider, data source and factory of each bind, their start and stop. Not API. */
@NullMarked
package io.bindkey.unit;

import org.jspecify.annotations.NullMarked;
