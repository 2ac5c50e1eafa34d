// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

/**
 * The replica of one bind.
 *
 * @param server that it is on, with those of all other binds
 * @param database its name
 */
record TestReplica(PostgresStandby server, String database) {

    /** Of the replica among those of its bind, of which there are no others. */
    static final String NAME = "standby";

    String url() {
        return server.url(database);
    }
}
