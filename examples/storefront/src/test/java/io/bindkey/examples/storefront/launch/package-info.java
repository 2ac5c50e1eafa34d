// SPDX-License-Identifier: Apache-2.0
/** Starts the storefront: its databases, a server with the application, and the switches of the page. */
@NullMarked
package io.bindkey.examples.storefront.launch;

import org.jspecify.annotations.NullMarked;
