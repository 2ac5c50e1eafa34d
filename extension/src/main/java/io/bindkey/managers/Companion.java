// SPDX-License-Identifier: Apache-2.0
package io.bindkey.managers;

/** Something of a provider's own that works beside the entity manager of a bind, in the same transaction. */
public interface Companion extends AutoCloseable {

    /** Called before the transaction is committed: whatever waits is written now. */
    void beforeCommit();

    @Override
    void close();
}
