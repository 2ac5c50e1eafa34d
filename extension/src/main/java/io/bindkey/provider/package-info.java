// SPDX-License-Identifier: Apache-2.0
/** The one seam for persistence providers: what BindKey needs of Hibernate, of EclipseLink, of any other beyond the standard. Not API. */
@NullMarked
package io.bindkey.provider;

import org.jspecify.annotations.NullMarked;
