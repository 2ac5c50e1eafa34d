// SPDX-License-Identifier: Apache-2.0
/** Schema operations from the shell. Not API, but for the command itself. */
@NullMarked
package io.bindkey.command;

import org.jspecify.annotations.NullMarked;
