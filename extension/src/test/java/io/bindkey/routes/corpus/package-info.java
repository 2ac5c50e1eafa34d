// SPDX-License-Identifier: Apache-2.0
/** The entities that the texts of the corpus name, in two binds. */
@org.jspecify.annotations.NullMarked
package io.bindkey.routes.corpus;
