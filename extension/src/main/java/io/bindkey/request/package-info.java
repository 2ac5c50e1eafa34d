// SPDX-License-Identifier: Apache-2.0
/** The request context of CDI: what it holds for us, which one is active, and who gets one. Not API. */
@NullMarked
package io.bindkey.request;

import org.jspecify.annotations.NullMarked;
