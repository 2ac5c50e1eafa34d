// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import java.util.List;
import javax.naming.InitialContext;
import javax.naming.NamingException;

/** The server's naming service. Its names are constants or come from the configuration, never from a user's input. */
public final class Jndi {

    /** The name spaces that an application fills itself (Jakarta EE Platform, section EE.5.2.2). */
    private static final List<String> OF_APPLICATIONS =
            List.of("java:comp/", "java:module/", "java:app/", "java:global/");

    /** Those of them that belong to a module or an application, and so depend on who asks. */
    private static final List<String> OF_THE_CALLER = List.of("java:comp/", "java:module/", "java:app/");

    private Jndi() {}

    /**
     * {@return whether a name that is not there at deployment may be there later}
     *
     * <p>Payara and GlassFish bind what an application defines, as by {@code @DataSourceDefinition}, only after the CDI
     * container has started. WildFly starts the CDI container of an EAR outside of its modules, so that their names,
     * {@code java:comp/DefaultDataSource} too, cannot be seen then; WildFly Preview does so outside of the EAR as well. All
     * else is there, and on other servers all is.
     */
    static boolean mayComeLater(String name) {
        return switch (Platform.current()) {
            case PAYARA -> isIn(OF_APPLICATIONS, name);
            case WILDFLY -> isIn(OF_THE_CALLER, name) && !isThere("java:comp/UserTransaction");
            case LIBERTY, JAVA_SE -> false;
        };
    }

    private static boolean isIn(List<String> spaces, String name) {
        return spaces.stream().anyMatch(name::startsWith);
    }

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
