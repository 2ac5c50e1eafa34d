// SPDX-License-Identifier: Apache-2.0
/** Schema operations on four databases, by Hibernate 6.6 and 7 and by EclipseLink. */
@NullMarked
package io.bindkey.it.schema;

import org.jspecify.annotations.NullMarked;
