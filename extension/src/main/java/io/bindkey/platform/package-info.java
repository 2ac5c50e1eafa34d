// SPDX-License-Identifier: Apache-2.0
/** Where the application runs: which server, its naming service, and what its administrator does about what is missing. Not API. */
@NullMarked
package io.bindkey.platform;

import org.jspecify.annotations.NullMarked;
