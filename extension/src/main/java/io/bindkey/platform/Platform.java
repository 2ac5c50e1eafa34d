// SPDX-License-Identifier: Apache-2.0
package io.bindkey.platform;

import java.util.List;
import java.util.stream.Stream;

/**
 * Where the application runs, told by the name under which each server keeps its transaction manager, and what that
 * server's administrator does about what is missing.
 */
public enum Platform {
    WILDFLY(
            "java:jboss/TransactionManager",
            "Add it to WildFly's datasources subsystem with jndi-name=%1$s, where a name begins with java:/ or "
                    + "java:jboss/, or correct the name.",
            "Do not exclude the subsystem jpa or the module org.hibernate in jboss-deployment-structure.xml"),
    PAYARA(
            "java:appserver/TransactionManager",
            "Add it with asadmin create-jdbc-connection-pool and asadmin create-jdbc-resource %1$s, or correct the name.",
            "Add org.hibernate.orm:hibernate-core to the application"),
    LIBERTY(
            "java:comp/TransactionManager",
            "Add <dataSource jndiName=\"%1$s\"> and the feature jndi-1.0 to server.xml, or correct the name.",
            "Add the feature persistence-3.1 (on Jakarta EE 11: persistence-3.2) to server.xml"),
    JAVA_SE(
            "",
            "Produce a DataSource that is @Named(\"%1$s\"), or set the url of the bind instead.",
            "Add one, such as org.hibernate.orm:hibernate-core");

    /** The name spaces that an application fills itself (Jakarta EE Platform, section EE.5.2.2). */
    private static final List<String> OF_APPLICATIONS =
            List.of("java:comp/", "java:module/", "java:app/", "java:global/");

    /** Those of them that belong to a module or an application, and so depend on who asks. */
    private static final List<String> OF_THE_CALLER = List.of("java:comp/", "java:module/", "java:app/");

    /** A JNDI name, empty where there is no JNDI. */
    private final String transactionManager;

    private final String dataSourceRemedy;
    private final String providerRemedy;

    Platform(String transactionManager, String dataSourceRemedy, String providerRemedy) {
        this.transactionManager = transactionManager;
        this.dataSourceRemedy = dataSourceRemedy;
        this.providerRemedy = providerRemedy;
    }

    /** {@return the platform of this JVM; an unknown one counts as Java SE} */
    public static Platform current() {
        return servers()
                .filter(server -> Jndi.isThere(server.transactionManager))
                .findFirst()
                .orElse(JAVA_SE);
    }

    /**
     * {@return whether a name that is not there at deployment may be there later}
     *
     * <p>Payara and GlassFish bind what an application defines, as by {@code @DataSourceDefinition}, only after the CDI
     * container has started. WildFly starts the CDI container of an EAR outside of its modules, so that their names,
     * {@code java:comp/DefaultDataSource} too, cannot be seen then; WildFly Preview does so outside of the EAR as well. All
     * else is there, and on other servers all is.
     */
    public static boolean mayComeLater(String name) {
        return switch (current()) {
            case PAYARA -> isIn(OF_APPLICATIONS, name);
            case WILDFLY -> isIn(OF_THE_CALLER, name) && !Jndi.isThere("java:comp/UserTransaction");
            case LIBERTY, JAVA_SE -> false;
        };
    }

    private static boolean isIn(List<String> spaces, String name) {
        return spaces.stream().anyMatch(name::startsWith);
    }

    /** {@return where a transaction manager may be; the specification names no place for it} */
    public static Stream<String> transactionManagers() {
        return servers().map(server -> server.transactionManager);
    }

    private static Stream<Platform> servers() {
        return Stream.of(values()).filter(platform -> platform != JAVA_SE);
    }

    public String dataSourceRemedy(String name) {
        return dataSourceRemedy.formatted(name);
    }

    public String providerRemedy() {
        return providerRemedy;
    }
}
