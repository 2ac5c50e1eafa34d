// SPDX-License-Identifier: Apache-2.0
/** Without a key. */
@org.jspecify.annotations.NullMarked
package io.bindkey.deployment.keyedother;
