// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.migration;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

class Step2IT extends ShopTest {

    @Deployment
    static WebArchive war() {
        return StepArchive.withBothMoved();
    }
}
