// SPDX-License-Identifier: Apache-2.0
/** The default bind: people and what they order. Nothing here has a bind key. */
@NullMarked
package io.bindkey.it.scenarios.model;

import org.jspecify.annotations.NullMarked;
