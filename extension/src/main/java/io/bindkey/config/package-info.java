// SPDX-License-Identifier: Apache-2.0
/** Reading the binds' properties from MicroProfile Config into immutable records. Not API. */
@NullMarked
package io.bindkey.config;

import org.jspecify.annotations.NullMarked;
