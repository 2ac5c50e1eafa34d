// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.Binds;
import io.bindkey.RollingBack;
import jakarta.inject.Inject;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

/** With binds, tests inside of the server leave nothing to each other, as the page on tests says. */
@ExtendWith(ArquillianExtension.class)
class RolledBackIT {

    @Inject
    Binds binds;

    @Inject
    Shop shop;

    RollingBack all;

    @Deployment
    static WebArchive war() {
        return StepArchive.withBothMoved();
    }

    @BeforeEach
    void begin() {
        all = binds.rollingBack();
    }

    @AfterEach
    void rollBack() {
        all.close();
    }

    @RepeatedTest(2)
    void sellsToNobodyElse() {
        shop.deliver("lamp", 2);
        shop.sell("lamp", 1);

        assertThat(shop.inStock("lamp")).isOne();
        assertThat(shop.sold("lamp")).isOne();
    }
}
