// SPDX-License-Identifier: Apache-2.0
@NullMarked
package io.bindkey.it.databases;

import org.jspecify.annotations.NullMarked;
