// SPDX-License-Identifier: Apache-2.0

/** Applications as those see them who run them. */
@org.jspecify.annotations.NullMarked
package io.bindkey.it.operation;
