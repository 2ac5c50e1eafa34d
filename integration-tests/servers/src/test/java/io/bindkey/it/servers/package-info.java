// SPDX-License-Identifier: Apache-2.0
/** Run inside of each server by Arquillian. */
@NullMarked
package io.bindkey.it.servers;

import org.jspecify.annotations.NullMarked;
