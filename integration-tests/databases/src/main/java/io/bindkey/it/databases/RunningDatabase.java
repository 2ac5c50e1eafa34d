// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.databases;

/**
 * A database server of our own that listens on 127.0.0.1 until it is closed or the JVM ends, whichever comes first. Its
 * data goes with it. Safe for use by several threads.
 */
public sealed interface RunningDatabase extends AutoCloseable permits RunningPostgres, RunningMariaDb {

    /**
     * The JDBC URL of a database of this server, without credentials. The database is created when it is not there.
     *
     * @param databaseName lower-case letters, digits and underscores
     * @throws IllegalArgumentException if the name has other characters
     */
    String url(String databaseName);

    /** The user that may do everything. */
    String username();

    /** A password made up for this run; the server refuses every other. */
    String password();

    /** The database as plain JDBC sees it, created when it is not there. */
    default PhysicalDatabase physical(String databaseName) {
        return new PhysicalDatabase(url(databaseName), username(), password());
    }

    /**
     * Stops the server, which throws its clients out, and starts it again on the same port, with its data. Returns when
     * it takes connections.
     */
    void restart();

    /** Ends the server as a failing machine would. Returns when its process is gone. */
    void kill();

    /** Starts a server that was killed, on the same port and with its data. Returns when it takes connections. */
    void startAgain();

    /** Stops the server and deletes its data. Returns when its process is gone; a second call does nothing. */
    @Override
    void close();
}
