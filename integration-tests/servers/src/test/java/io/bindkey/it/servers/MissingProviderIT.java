// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers;

import static org.assertj.core.api.Assertions.assertThat;

import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A server without a persistence provider: only Open Liberty can be one. */
@ExtendWith(ArquillianExtension.class)
@Tag("no-provider")
class MissingProviderIT {

    @ArquillianResource
    Deployer deployer;

    @Deployment(name = "lost", managed = false, testable = false)
    static WebArchive lost() {
        return RefusedDeployment.war("lost", "binds.stamps.url = jdbc:h2:mem:stamps");
    }

    @Test
    void refusesABindWithoutProvider() throws Exception {
        assertThat(RefusedDeployment.messageOf(deployer, "lost", "BINDKEY-044"))
                .contains("stamps", "Add the feature persistence-3.1");
    }
}
