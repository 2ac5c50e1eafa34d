// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import jakarta.persistence.EntityManager;
import java.util.function.BiFunction;

/** A way to work with two databases in one transaction. Used by one thread. */
interface TwoWays extends AutoCloseable {

    /** {@return what the work gives, with an entity manager for notes and one for replies, which may be the same} */
    <T> T inTransaction(BiFunction<EntityManager, EntityManager, T> work);

    @Override
    void close();
}
