// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

/**
 * A transaction over all binds that ends with {@link #close()}, and is rolled back whatever happens in it; see
 * {@link Binds#rollingBack()}. To be used by the thread that has begun it.
 */
public interface RollingBack extends AutoCloseable {

    /**
     * Rolls back what all binds have done in the transaction, which is over then. A second call does nothing.
     *
     * @throws jakarta.persistence.PersistenceException when a database cannot be told; it rolls back by itself, as with
     *     every connection that is lost
     */
    @Override
    void close();
}
