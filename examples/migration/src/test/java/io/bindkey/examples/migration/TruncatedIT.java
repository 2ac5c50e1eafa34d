// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.migration;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.SchemaOps;
import jakarta.inject.Inject;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.ExtendWith;

/** Tests whose transactions commit empty the tables themselves, as the page on tests says. */
@ExtendWith(ArquillianExtension.class)
class TruncatedIT {

    @Inject
    SchemaOps schema;

    @Inject
    Shop shop;

    @Deployment
    static WebArchive war() {
        return StepArchive.withBothMoved();
    }

    @AfterEach
    void empty() {
        schema.truncate();
    }

    @RepeatedTest(2)
    void sellsToNobodyElse() {
        shop.deliver("lamp", 2);
        shop.sell("lamp", 1);

        assertThat(shop.inStock("lamp")).isOne();
        assertThat(shop.sold("lamp")).isOne();
    }
}
