// SPDX-License-Identifier: Apache-2.0
/**
 * Classes with all that may be lazy, which a test weaves as a build would. They are mapped by {@code shelf/orm.xml}, so that only
 * the applications of those tests have them.
 */
@NullMarked
package io.bindkey.it.scenarios.shelf;

import org.jspecify.annotations.NullMarked;
