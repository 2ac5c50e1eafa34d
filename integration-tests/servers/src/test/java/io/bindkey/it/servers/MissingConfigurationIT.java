// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A server without MicroProfile Config: an Open Liberty without its feature, a WildFly without its subsystem. Payara has
 * it always.
 */
@ExtendWith(ArquillianExtension.class)
@Tag("no-config")
class MissingConfigurationIT {

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "unread", managed = false, testable = false)
    static WebArchive unread() {
        return RefusedDeployment.war("unread", "binds.stamps.url = jdbc:h2:mem:stamps")
                .addAsWebInfResource(new StringAsset("""
                                <jboss-deployment-structure>
                                  <deployment>
                                    <exclude-subsystems>
                                      <subsystem name="microprofile-config-smallrye"/>
                                    </exclude-subsystems>
                                  </deployment>
                                </jboss-deployment-structure>
                                """), "jboss-deployment-structure.xml");
    }

    @Test
    void refusesToRunUnconfigured() throws Exception {
        assertThat(RefusedDeployment.messageOf(deployer, "unread", "BINDKEY-012"))
                .contains("mpConfig-3.1", "microprofile-config-smallrye");
    }
}
