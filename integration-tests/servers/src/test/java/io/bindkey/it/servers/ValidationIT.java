// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** In a WAR. */
class ValidationIT extends ValidationTest {

    @Deployment
    static WebArchive war() {
        return TestArchive.rules("rules.war")
                .addAsLibraries(TestArchive.libraries())
                .addAsResource(TestArchive.rulesConfiguration(), TestArchive.IN_ARCHIVE);
    }
}
