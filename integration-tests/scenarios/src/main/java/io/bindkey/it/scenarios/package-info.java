// SPDX-License-Identifier: Apache-2.0
/**
 * BindKey in Java SE: one application with three binds, started again and again with another configuration. Each
 * platform module runs all of it.
 */
@NullMarked
package io.bindkey.it.scenarios;

import org.jspecify.annotations.NullMarked;
