// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.benchmarks;

import jakarta.persistence.EntityManager;
import java.util.function.Function;

/** A way to have an entity manager, and to work with it in a transaction. Used by one thread. */
interface Way extends AutoCloseable {

    /** {@return what the work gives, after one short transaction with all that belongs to it} */
    <T> T inTransaction(Function<EntityManager, T> work);

    /** {@return the same for one more thread, which need not be closed} */
    default Way ofAnotherThread() {
        return this;
    }

    /** {@return what the work gives, which only reads; in a transaction as well} */
    default <T> T reading(Function<EntityManager, T> work) {
        return inTransaction(work);
    }

    @Override
    void close();
}
