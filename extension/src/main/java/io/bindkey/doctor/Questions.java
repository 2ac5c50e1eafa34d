// SPDX-License-Identifier: Apache-2.0
package io.bindkey.doctor;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a database can tell of itself, by its catalogue alone; empty where its product cannot, or is not known. */
interface Questions {

    /** {@return which server it is, whatever name led there} */
    default Optional<String> server(Rows rows) throws SQLException {
        return Optional.empty();
    }

    /** {@return how many connections the server takes of those who are no administrators} */
    default Optional<Limit> connections(Rows rows) throws SQLException {
        return Optional.empty();
    }

    /**
     * So many connections.
     *
     * @param max in all
     * @param reserved of these
     */
    record Limit(int max, int reserved) {

        int free() {
            return max - reserved;
        }
    }

    /** {@return the server's clock, in seconds since 1970} */
    default Optional<Double> clock(Rows rows) throws SQLException {
        return Optional.empty();
    }

    /** {@return whether the database takes writes, as it is set up} */
    default Optional<Writes> writes(Rows rows) throws SQLException {
        return Optional.empty();
    }

    /**
     * Whether writes are taken.
     *
     * @param refused why not, empty if they are
     */
    record Writes(Optional<String> refused) {}

    /** {@return whether the user may make tables where they are made} */
    default Optional<Boolean> mayCreate(Rows rows) throws SQLException {
        return Optional.empty();
    }

    /** {@return which of those tables the user may not read and write, in lower case} */
    default Optional<Set<String>> notWritable(Rows rows, List<String> tables) throws SQLException {
        return Optional.empty();
    }

    /** {@return how many transactions may be prepared at a time} */
    default Optional<Integer> preparable(Rows rows) throws SQLException {
        return Optional.empty();
    }

    /** {@return what is in doubt} */
    default Optional<InDoubt> inDoubt(Rows rows) throws SQLException {
        return Optional.empty();
    }

    /**
     * Transactions that are prepared, and neither committed nor rolled back.
     *
     * @param count of them
     * @param age of the oldest, where it is known
     */
    record InDoubt(int count, Optional<Duration> age) {}

    /** {@return how a replica is} */
    default Optional<Copy> copy(Rows rows) throws SQLException {
        return Optional.empty();
    }

    /**
     * How a replica is.
     *
     * @param replicates whether it takes no writes of its own
     * @param stopped whether it stands still, as far as the user may know
     * @param lag how far it is behind, where the user may know
     */
    record Copy(boolean replicates, boolean stopped, Optional<Duration> lag) {}
}
