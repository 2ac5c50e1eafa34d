// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bindkey.it.servers.app.Invoice;
import io.bindkey.it.servers.app.Parcel;
import io.bindkey.it.servers.app.Ticket;
import io.bindkey.it.servers.library.Named;
import java.util.function.BiFunction;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Data sources of the container by their JNDI names: one of the server, one that the application defines. */
class ContainerDataSourcesIT extends ServerTest {

    @Deployment
    static WebArchive war() {
        return TestArchive.war();
    }

    @Test
    void takesADataSourceOfTheServer() {
        followsTransactions(Ticket.class, Ticket::new);
    }

    @Test
    void takesADataSourceThatTheApplicationDefines() {
        followsTransactions(Parcel.class, Parcel::new);
    }

    private <T extends Named> void followsTransactions(Class<T> type, BiFunction<Long, String, T> factory) {
        long kept = newId();
        transactions.required(() -> em.persist(factory.apply(kept, "kept " + kept)));
        assertThat(stored(type, kept)).contains("kept " + kept);

        long undone = newId();
        assertThatThrownBy(() -> transactions.required(() -> {
                    em.persist(factory.apply(undone, "undone " + undone));
                    em.flush();
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessageContaining("changed my mind");
        assertThat(stored(type, undone)).isEmpty();
    }

    @Test
    void writesToOneAndReadsFromOthers() {
        long id = newId();
        transactions.required(() -> {
            assertThat(em.find(Invoice.class, id)).isNull();
            em.persist(new Parcel(id, "parcel " + id));
        });
        assertThat(stored(Parcel.class, id)).contains("parcel " + id);
    }

    @Test
    void leavesNothingBehindWhenTheFlushFailsAtCommit() {
        long taken = newId();
        transactions.required(() -> em.persist(new Parcel(taken, "taken " + taken)));
        long first = newId();
        long second = newId();
        Throwable failure = catchThrowable(() -> transactions.required(() -> {
            em.persist(new Parcel(first, "parcel " + first));
            em.persist(new Parcel(second, "taken " + taken));
        }));
        assertThat(failure).isNotNull();
        assertThat(stored(Parcel.class, first)).isEmpty();
        assertThat(stored(Parcel.class, second)).isEmpty();
    }
}
