// SPDX-License-Identifier: Apache-2.0
/**
 * The public API: binds, the annotations that name them, and the operations on them.
 *
 * <p>A <em>bind</em> is one database as the application sees it, named by its bind key. An entity says with
 * {@link io.bindkey.BindKey} where it lives; {@link io.bindkey.Bound} injects the router, an entity manager that sends
 * each call to the right bind, or what belongs to one bind alone.
 */
@NullMarked
package io.bindkey;

import org.jspecify.annotations.NullMarked;
