// SPDX-License-Identifier: Apache-2.0
/** A package with a key, which its subpackages share. */
@BindKey("auth")
@NullMarked
package io.bindkey.deployment.keyed;

import io.bindkey.BindKey;
import org.jspecify.annotations.NullMarked;
