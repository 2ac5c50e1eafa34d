// SPDX-License-Identifier: Apache-2.0
package io.bindkey.cluster;

import java.sql.SQLException;
import java.util.Optional;

/**
 * The row by which one holds the lock of a cluster. Each call is a transaction of its own, and sees all that was committed
 * before on any node.
 */
interface LockRows {

    /** Who holds the lock, and the beat. */
    record Seen(String holder, long beat) {}

    /** {@return whether it is there now, rather than another one, or none because the certification was lost} */
    boolean insert(String holder) throws SQLException;

    Optional<Seen> look() throws SQLException;

    /** {@return whether the row was as it was seen, and is the new holder's} */
    boolean takeOver(Seen seen, String holder) throws SQLException;

    /** {@return whether the row is the holder's} */
    boolean beat(String holder) throws SQLException;

    /** {@return whether the row was the holder's} */
    boolean delete(String holder) throws SQLException;
}
