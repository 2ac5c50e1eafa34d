// SPDX-License-Identifier: Apache-2.0
package io.bindkey.replica;

/**
 * How far a database has come: what it has committed, or what a replica has replayed of that. Immutable; those of one database
 * can be compared.
 */
interface Position {

    /** {@return whether everything up to the other one is part of this one} */
    boolean covers(Position other);

    /** {@return the least one that covers both} */
    Position with(Position other);

    /** {@return it in words that the database knows, which are the same in a bookmark} */
    String text();
}
