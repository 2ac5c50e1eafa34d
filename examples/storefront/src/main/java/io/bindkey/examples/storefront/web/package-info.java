// SPDX-License-Identifier: Apache-2.0
/** What the page asks for, over HTTP. */
@NullMarked
package io.bindkey.examples.storefront.web;

import org.jspecify.annotations.NullMarked;
