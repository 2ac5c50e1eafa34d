// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;

/** An empty {@code beans.xml}, which means {@code annotated} since CDI 4.0. */
@Tag("repeated")
class EmptyBeansXmlIT extends ApplicationTest {

    @Deployment
    static WebArchive war() {
        return TestArchive.war().addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
    }
}
