// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

import java.util.Set;

/**
 * The binds of the application, as a bean: {@code @Inject Binds binds}.
 *
 * <p>Iterates in key order: the default bind first, then alphabetically. Immutable and safe for use by several threads.
 *
 * @since 1.0
 */
public interface Binds extends Iterable<Bind> {

    /** {@return the keys of all binds in key order, unmodifiable} */
    Set<String> keys();

    /**
     * {@return the bind of that key}
     *
     * @param key a bind key, not null
     * @throws UnknownBindException when there is no such bind
     */
    Bind get(String key);

    /**
     * {@return the bind in which that class lives}
     *
     * @param entityClass an entity class, or a provider's proxy class of one; not null
     * @throws IllegalArgumentException when the class is no entity of any bind
     */
    Bind of(Class<?> entityClass);
}
