// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.it.servers.legacy.Stamp;
import java.io.IOException;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is missing is told once, with what this server wants done about it. */
@ExtendWith(ArquillianExtension.class)
class MissingPiecesIT {

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "nowhere", managed = false, testable = false)
    static WebArchive dataSource() {
        return RefusedDeployment.war("nowhere", "binds.stamps.datasource = jdbc/nowhere");
    }

    @Deployment(name = "provider", managed = false, testable = false)
    static WebArchive provider() {
        return RefusedDeployment.war("provider", """
                binds.stamps.url = jdbc:h2:mem:stamps
                binds.stamps.provider = org.example.Provider
                """);
    }

    @Deployment(name = "unconfigured", managed = false, testable = false)
    static WebArchive unconfigured() {
        return RefusedDeployment.war("unconfigured", "binds-settings.unkeyed-entities = ignore");
    }

    @Test
    void refusesADataSourceThatIsNotThere() throws Exception {
        assertThat(message("nowhere", "BINDKEY-042"))
                .contains("jdbc/nowhere", "stamps")
                .contains(remedy());
    }

    /** As the administrator of this server would do it. */
    private static String remedy() {
        return switch (System.getProperty("arquillian.launch")) {
            case "wildfly" -> "WildFly's datasources subsystem with jndi-name=jdbc/nowhere";
            case "payara", "glassfish" -> "asadmin create-jdbc-resource jdbc/nowhere";
            case "liberty" -> "<dataSource jndiName=\"jdbc/nowhere\">";
            default -> throw new IllegalStateException("a server without a remedy");
        };
    }

    @Test
    void refusesAProviderThatIsNotThere() throws Exception {
        assertThat(message("provider", "BINDKEY-045")).contains("org.example.Provider", "stamps");
    }

    @Test
    void refusesABindWithoutDatabase() throws Exception {
        assertThat(message("unconfigured", "BINDKEY-001")).contains("binds.stamps.url", Stamp.class.getName());
    }

    private String message(String deployment, String code) throws IOException, InterruptedException {
        return RefusedDeployment.messageOf(deployer, deployment, code);
    }
}
