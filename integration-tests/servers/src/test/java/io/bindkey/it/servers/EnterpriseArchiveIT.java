// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.EnterpriseArchive;

/** An EAR: the extension and the library's entities in {@code lib}, the other entities in its WAR. */
class EnterpriseArchiveIT extends ApplicationTest {

    @Deployment
    static EnterpriseArchive ear() {
        return TestArchive.ear(EnterpriseArchiveIT.class);
    }
}
