// SPDX-License-Identifier: Apache-2.0
/** The bind {@code auth}: the package carries its key. */
@BindKey("auth")
@NullMarked
package io.bindkey.it.scenarios.model.auth;

import io.bindkey.BindKey;
import org.jspecify.annotations.NullMarked;
