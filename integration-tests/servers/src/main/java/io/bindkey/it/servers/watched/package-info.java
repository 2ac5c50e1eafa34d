// SPDX-License-Identifier: Apache-2.0
/** Goes into an application that is deployed again and again. */
@NullMarked
package io.bindkey.it.servers.watched;

import org.jspecify.annotations.NullMarked;
