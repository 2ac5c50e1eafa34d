// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

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
    static Platform current() {
        return servers()
                .filter(server -> Jndi.isThere(server.transactionManager))
                .findFirst()
                .orElse(JAVA_SE);
    }

    /** {@return where a transaction manager may be; the specification names no place for it} */
    public static Stream<String> transactionManagers() {
        return servers().map(server -> server.transactionManager);
    }

    private static Stream<Platform> servers() {
        return Stream.of(values()).filter(platform -> platform != JAVA_SE);
    }

    String dataSourceRemedy(String name) {
        return dataSourceRemedy.formatted(name);
    }

    String providerRemedy() {
        return providerRemedy;
    }
}
