// SPDX-License-Identifier: Apache-2.0
package io.bindkey.replica;

/**
 * What a primary tells of itself.
 *
 * @param committed covers all that it has committed and told so
 * @param end behind everything that it has written: it never goes back, unless history does
 */
record PrimaryStanding(Position committed, Position end) {

    /**
     * {@return whether what was known of a primary is of a history that is gone}
     *
     * <p>Replication that nobody waits for loses what had not arrived when a replica was promoted, though it was acknowledged;
     * so does a database that was restored. Nobody will ever come to such a position by what it stood for, so whoever
     * would wait for it would wait in vain until as much was written anew.
     *
     * @param known told before this was
     */
    boolean hasLost(Position known) {
        return !end.covers(known);
    }
}
