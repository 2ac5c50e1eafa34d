// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.databases;

import java.util.UUID;

/**
 * The superuser of a server. Its password is made up for each run, for whoever else works on the same machine reaches
 * 127.0.0.1 too, and a superuser of a database server may run programs as the one who started it.
 */
record Credentials(String username, String password) {

    static Credentials madeUp() {
        return new Credentials("bindkey", UUID.randomUUID().toString());
    }
}
