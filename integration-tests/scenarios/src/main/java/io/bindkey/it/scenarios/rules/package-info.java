// SPDX-License-Identifier: Apache-2.0
/**
 * A class with constraints, whose validators want beans. It is mapped by {@code rules/orm.xml}, so that only the
 * applications of one test have it.
 */
@NullMarked
package io.bindkey.it.scenarios.rules;

import org.jspecify.annotations.NullMarked;
