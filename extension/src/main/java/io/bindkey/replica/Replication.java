// SPDX-License-Identifier: Apache-2.0
package io.bindkey.replica;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** How the databases of one product replicate. Safe for use by several threads. */
interface Replication {

    /**
     * {@return the position of that text}
     *
     * @throws IllegalArgumentException if it is none of this product
     */
    Position parse(String text);

    /** {@return what the primary tells of itself now} */
    PrimaryStanding primary(Connection primary) throws SQLException;

    /** {@return what a replica tells of itself now} */
    Standing standing(Connection replica) throws SQLException;

    /** {@return what a replica tells when it has come that far, or when the time is over} */
    Standing await(Connection replica, Position wanted, Duration patience) throws SQLException;
}
