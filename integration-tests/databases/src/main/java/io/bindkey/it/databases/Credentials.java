// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.databases;

import java.util.UUID;

/**
 * The superuser of a server. Its password is made up for each run, for whoever else works on the same machine reaches
 * 127.0.0.1 too, and a superuser of a database server may run programs as the one who started it.
 */
record Credentials(String username, String password) {

    static Credentials madeUp() {
        return madeUp("bindkey");
    }

    static Credentials madeUp(String username) {
        return new Credentials(username, UUID.randomUUID().toString());
    }

    /** The SQL that lets this user do everything on a MariaDB server. */
    String mariaDbAccount() {
        return """
                create user if not exists %1$s identified by '%2$s';
                grant all privileges on *.* to %1$s with grant option;
                """.formatted(onMariaDb(), password);
    }

    /** The name by which a MariaDB server knows this user. */
    String onMariaDb() {
        return "'%s'@'127.0.0.1'".formatted(username);
    }
}
