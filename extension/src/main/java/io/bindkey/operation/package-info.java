// SPDX-License-Identifier: Apache-2.0
/** What those see of a bind who run the application: its health check, and its MXBean. Not API. */
@NullMarked
package io.bindkey.operation;

import org.jspecify.annotations.NullMarked;
