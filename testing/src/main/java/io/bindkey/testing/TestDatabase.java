// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import java.util.Optional;

/** The database of one bind for the time of one application. */
interface TestDatabase extends AutoCloseable {

    String url();

    String username();

    String password();

    /** {@return what follows it} */
    default Optional<TestReplica> replica() {
        return Optional.empty();
    }

    /** {@return whether its tables are there already} */
    default boolean hasSchema() {
        return false;
    }

    /** {@return whether others can be made after it, once nothing is in it but its schema} */
    default boolean isWorthKeeping() {
        return false;
    }

    /** The application has ended, and left nothing but the schema. */
    default void endedClean() {
        close();
    }

    @Override
    void close();
}
