// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.it.servers.app.Account;
import io.bindkey.it.servers.app.Invoice;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Discovery mode {@code all}, in which each class would be a bean, entities too. */
@Tag("repeated")
class AllBeansXmlIT extends ApplicationTest {

    @Inject
    Instance<Invoice> invoices;

    @Inject
    Instance<Account> accounts;

    @Deployment
    static WebArchive war() {
        return TestArchive.war()
                .addAsWebInfResource(new StringAsset("<beans bean-discovery-mode=\"all\"/>"), "beans.xml");
    }

    @Test
    void makesNoBeanOfAnEntity() {
        assertThat(invoices.isUnsatisfied()).isTrue();
        assertThat(accounts.isUnsatisfied()).isTrue();
    }
}
