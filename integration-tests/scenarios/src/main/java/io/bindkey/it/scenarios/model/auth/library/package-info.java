// SPDX-License-Identifier: Apache-2.0
/** Books, their authors and publishers, for the criteria queries. The package around it carries the bind key. */
@NullMarked
package io.bindkey.it.scenarios.model.auth.library;

import org.jspecify.annotations.NullMarked;
