// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The server's naming service. Its names are constants or come from the configuration, never from a user's input. */
final class Jndi {

    private Jndi() {}

    @SuppressWarnings("BanJNDI")
    static Object lookup(String name) throws NamingException {
        return new InitialContext().lookup(name);
    }
}
