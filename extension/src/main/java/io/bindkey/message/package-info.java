// SPDX-License-Identifier: Apache-2.0
/** The words of BindKey: every message with its stable code, and the masking of secrets in them. Not API. */
@NullMarked
package io.bindkey.message;

import org.jspecify.annotations.NullMarked;
