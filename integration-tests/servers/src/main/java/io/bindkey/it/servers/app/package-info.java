// SPDX-License-Identifier: Apache-2.0
/** The application's own classes, in {@code WEB-INF/classes}, without {@code beans.xml}. */
@NullMarked
package io.bindkey.it.servers.app;

import org.jspecify.annotations.NullMarked;
