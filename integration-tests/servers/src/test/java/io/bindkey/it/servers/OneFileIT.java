// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;

/** The same application with {@code bindkey-all.jar} alone, which has the pool inside. */
@Tag("wildfly")
class OneFileIT extends ApplicationTest {

    @Deployment
    static WebArchive war() {
        return TestArchive.warWithOneFile();
    }
}
