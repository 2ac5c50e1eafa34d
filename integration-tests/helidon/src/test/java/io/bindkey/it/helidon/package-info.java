// SPDX-License-Identifier: Apache-2.0
/** An application on Helidon MP, and who looks at it from outside. */
@NullMarked
package io.bindkey.it.helidon;

import org.jspecify.annotations.NullMarked;
