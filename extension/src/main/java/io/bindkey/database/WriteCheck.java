// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

/** What is asked before each writing statement on one connection. */
@FunctionalInterface
public interface WriteCheck {

    /** Refuses the statement by throwing. */
    void beforeWrite();

    /** The connection is closed. */
    default void closed() {}
}
