// SPDX-License-Identifier: Apache-2.0
/**
 * Tests of applications with JUnit 5: {@link io.bindkey.testing.BindTest} starts the application, and rolls back what a test
 * does in all of its binds.
 */
@NullMarked
package io.bindkey.testing;

import org.jspecify.annotations.NullMarked;
