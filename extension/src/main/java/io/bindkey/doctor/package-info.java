// SPDX-License-Identifier: Apache-2.0
/** Looks whether the binds of an application are well: their databases, and what these give to them. Not API. */
@NullMarked
package io.bindkey.doctor;

import org.jspecify.annotations.NullMarked;
