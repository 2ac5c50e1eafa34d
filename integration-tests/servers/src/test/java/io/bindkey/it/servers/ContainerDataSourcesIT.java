// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bindkey.it.servers.app.Debit;
import io.bindkey.it.servers.app.Invoice;
import io.bindkey.it.servers.app.Label;
import io.bindkey.it.servers.app.Parcel;
import io.bindkey.it.servers.app.Ticket;
import io.bindkey.it.servers.library.Named;
import java.util.List;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Data sources of the container by their JNDI names: two of the server, one that the application defines. */
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
    void takesADataSourceOfTheServerByItsOwnName() {
        followsTransactions(Label.class, Label::new);
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
    void commitsAndRollsBackTwoXaDataSourcesTogether() {
        long kept = newId();
        transactions.required(() -> persistBoth(kept));
        assertThat(stored(Label.class, kept)).contains("label " + kept);
        assertThat(stored(Parcel.class, kept)).contains("parcel " + kept);

        long undone = newId();
        assertThatThrownBy(() -> transactions.required(() -> {
                    persistBoth(undone);
                    em.flush();
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessageContaining("changed my mind");
        assertThat(stored(Label.class, undone)).isEmpty();
        assertThat(stored(Parcel.class, undone)).isEmpty();
    }

    private void persistBoth(long id) {
        em.persist(new Label(id, "label " + id));
        em.persist(new Parcel(id, "parcel " + id));
    }

    @Test
    void commitsADataSourceOfTheServerWithAnXaPoolOfOurs() {
        long id = newId();
        transactions.required(() -> {
            em.persist(new Label(id, "label " + id));
            em.persist(new Debit(id, "debit " + id));
        });
        assertThat(stored(Label.class, id)).contains("label " + id);
        assertThat(stored(Debit.class, id)).contains("debit " + id);
    }

    /** Many rows, because a provider writes new ones in an order of its own: some shall go before the one that fails. */
    @Test
    void leavesNothingBehindWhenTheFlushFailsAtCommit() {
        long taken = newId();
        transactions.required(() -> em.persist(new Parcel(taken, "taken " + taken)));
        List<Long> ids = Stream.generate(ServerTest::newId).limit(20).toList();
        long failing = newId();
        Throwable failure = catchThrowable(() -> transactions.required(() -> {
            ids.forEach(id -> em.persist(new Parcel(id, "parcel " + id)));
            em.persist(new Parcel(failing, "taken " + taken));
        }));
        assertThat(failure).isNotNull();
        assertThat(ids).allSatisfy(id -> assertThat(stored(Parcel.class, id)).isEmpty());
        assertThat(stored(Parcel.class, failing)).isEmpty();
    }
}
