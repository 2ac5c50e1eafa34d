// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says in which bind an entity lives.
 *
 * <p>A class takes the key that stands on itself, else the one of its nearest annotated superclass, else the one of its
 * package or of the nearest enclosing package whose {@code package-info} has one, else the bind whose
 * {@code binds.<key>.packages} or {@code binds.<key>.classes} names it, else the {@linkplain #DEFAULT default bind}. A
 * mapped superclass hands its key down, and a subclass of a mapped superclass may name another one; all entities of one
 * entity hierarchy are in one bind. The key is read once, at deployment.
 *
 * <p>The key names the bind everywhere: in the configuration ({@code binds.<key>.url}), in {@link Bound}, and as the
 * name of the persistence unit. It consists of letters, digits, {@code -}, {@code _} and {@code .}; a key with dots is
 * quoted in the configuration ({@code binds."a.b".url}).
 *
 * @since 1.0
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.PACKAGE})
public @interface BindKey {

    /** The key of the default bind, where entities without any key live. An application without it is legal. */
    String DEFAULT = "default";

    /** {@return the key of the bind} */
    String value();
}
