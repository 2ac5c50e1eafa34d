// SPDX-License-Identifier: Apache-2.0
/** The portable extension: discovery, bind resolution, validation and bean registration. Not API. */
@NullMarked
package io.bindkey.deployment;

import org.jspecify.annotations.NullMarked;
