// SPDX-License-Identifier: Apache-2.0
package io.bindkey.platform;

import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The server's naming service. Its names are constants or come from the configuration, never from a user's input. */
public final class Jndi {

    private Jndi() {}

    static boolean isThere(String name) {
        try {
            return lookup(name) != null;
        } catch (NamingException | RuntimeException | LinkageError anotherServer) {
            return false;
        }
    }

    @SuppressWarnings("BanJNDI")
    public static Object lookup(String name) throws NamingException {
        return new InitialContext().lookup(name);
    }
}
