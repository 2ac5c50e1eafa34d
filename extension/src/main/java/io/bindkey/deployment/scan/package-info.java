// SPDX-License-Identifier: Apache-2.0
/** The class-file scan: finds persistence classes under the roots of a class loader, without loading any other. Not API. */
@NullMarked
package io.bindkey.deployment.scan;

import org.jspecify.annotations.NullMarked;
