// SPDX-License-Identifier: Apache-2.0
/** What several binds use: an embeddable, a converter, a listener, and the beans that are injected into the latter. */
@NullMarked
package io.bindkey.it.scenarios.model.shared;

import org.jspecify.annotations.NullMarked;
