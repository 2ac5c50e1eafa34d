// SPDX-License-Identifier: Apache-2.0
/** Goes into a JAR of its own in {@code WEB-INF/lib}, without {@code beans.xml}. */
@NullMarked
package io.bindkey.it.servers.library;

import org.jspecify.annotations.NullMarked;
