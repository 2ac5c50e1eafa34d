// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.it.servers.app.Debit;
import io.bindkey.it.servers.doubt.DoubtfulDatabase;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The server's own recovery resolves what an XA pool of ours holds in doubt. Only WildFly lets an application in. */
@Tag("wildfly")
class RecoveryIT extends ServerTest {

    @Deployment
    static WebArchive war() {
        return TestArchive.war("binds.debits.driver = " + DoubtfulDatabase.class.getName())
                .addPackage(DoubtfulDatabase.class.getPackage());
    }

    @Test
    void rollsBackABranchThatNoLogKnows() throws InterruptedException {
        long id = newId();
        transactions.required(() -> em.persist(new Debit(id, "debit " + id)));

        CountDownLatch rolledBack = DoubtfulDatabase.doubtTheLastBranch();
        assertThat(rolledBack.await(1, TimeUnit.MINUTES)).isTrue();

        assertThat(stored(Debit.class, id)).isPresent();
    }
}
