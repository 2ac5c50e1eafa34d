// SPDX-License-Identifier: Apache-2.0
package io.bindkey.repository;

import java.util.Optional;

/**
 * A generated repository, and whose entity manager or session it gets.
 *
 * @param implementation the generated class
 * @param handle the type of what it gets
 * @param source whose it is
 * @param key of the bind, empty where it is no bind's
 */
public record AssignedRepository(Class<?> implementation, Class<?> handle, Source source, Optional<String> key) {

    /** Where a repository's entity manager or session comes from. */
    public enum Source {
        /** From one bind. */
        BIND,
        /** It is the router. */
        ROUTER,
        /** From a bean of somebody else's: no bind has its entities. */
        OTHERS,
        /** From nowhere: there is a problem, which refuses the deployment. */
        NOBODY
    }
}
