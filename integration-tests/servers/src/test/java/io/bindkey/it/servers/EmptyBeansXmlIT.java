// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** An empty {@code beans.xml}, which means {@code annotated} since CDI 4.0. */
class EmptyBeansXmlIT extends ApplicationTest {

    @Deployment
    static WebArchive war() {
        return TestArchive.war().addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml");
    }
}
