// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.it.servers.cost.Calls;
import io.bindkey.it.servers.cost.PlainNote;
import io.bindkey.it.servers.library.Named;
import java.io.IOException;
import java.net.URL;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The container's own entity manager and ours in one application, on one data source of the server: what each call costs.
 * {@code -Pall} tries it with a few calls; {@code -Pmeasure} makes them many. It prints what the servlet tells.
 */
@Tag("cost")
@ExtendWith(ArquillianExtension.class)
class CostIT {

    private static final int ROUNDS = Integer.getInteger("cost.rounds", 2);
    private static final int EACH = Integer.getInteger("cost.calls", 10);

    @Deployment
    static WebArchive war() {
        return ShrinkWrap.create(WebArchive.class, "cost.war")
                .addPackage(Calls.class.getPackage())
                .addClass(Named.class)
                .addAsLibraries(TestArchive.libraries())
                .addAsResource(
                        TestArchive.persistenceXml("plain", PlainNote.class, Named.class), "META-INF/persistence.xml")
                .addAsResource(new StringAsset("""
                                binds.shared.datasource = java:comp/DefaultDataSource
                                binds.pooled.url = jdbc:h2:mem:cost
                                binds-defaults.schema.allow-drop = true
                                binds-defaults.properties."jakarta.persistence.schema-generation.database.action" = drop-and-create
                                """), "META-INF/microprofile-config.properties");
    }

    @Test
    @RunAsClient
    void tellsWhatEachWayCosts(@ArquillianResource URL url) throws IOException, InterruptedException {
        String told = Http.get(url + "cost?rounds=" + ROUNDS + "&each=" + EACH);

        System.out.println(System.getProperty("server.name") + System.lineSeparator() + told);
        int rows = 100 + EACH;
        assertThat(told)
                .contains(
                        "CONTAINER has " + rows + " rows",
                        "ROUTER has " + rows + " rows",
                        "POOL has " + rows + " rows");
    }
}
