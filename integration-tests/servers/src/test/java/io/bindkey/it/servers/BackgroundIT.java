// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bindkey.it.servers.app.Account;
import io.bindkey.it.servers.app.AtStart;
import io.bindkey.it.servers.app.Background;
import io.bindkey.it.servers.app.Invoice;
import io.bindkey.it.servers.library.Reader;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Threads that no request brought: an observer of the start, a timer, asynchronous methods, a managed executor. */
class BackgroundIT extends ServerTest {

    /** How long the server may take for a thread; far more than it needs. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Background background;

    @Deployment
    static WebArchive war() {
        return TestArchive.war();
    }

    @Test
    void writesToTwoBindsAsSoonAsTheApplicationStarts() {
        assertThat(stored(Invoice.class, AtStart.ID)).contains("at start");
        assertThat(stored(Reader.class, AtStart.ID)).contains("at start");
    }

    @Test
    void writesByATimer() throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        Optional<String> row = stored(Invoice.class, Background.SCHEDULED);
        while (row.isEmpty() && Instant.now().isBefore(end)) {
            Thread.sleep(100);
            row = stored(Invoice.class, Background.SCHEDULED);
        }
        assertThat(row).contains("scheduled");
    }

    @Test
    void writesInAnAsynchronousMethod() throws Exception {
        long id = newId();
        Thread thread = background
                .writeAsynchronously(new Account(id, "account " + id))
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        assertThat(thread).isNotSameAs(Thread.currentThread());
        assertThat(stored(Account.class, id)).contains("account " + id);
    }

    @Test
    void refusesASecondBindInAnAsynchronousMethod() {
        long id = newId();
        Throwable failure = catchThrowable(() -> background
                .writeAsynchronously(new Account(id, "account " + id), new Invoice(id, "invoice " + id))
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        assertThat(failure).isNotNull();
        assertThat(stored(Account.class, id)).isEmpty();
        assertThat(stored(Invoice.class, id)).isEmpty();
    }

    /** The executor's thread has a persistence context of its own: it neither sees nor joins this transaction. */
    @Test
    void writesOnAManagedExecutorApartFromTheTransactionHere() {
        long here = newId();
        long there = newId();
        Throwable failure = catchThrowable(() -> transactions.checked(() -> {
            em.persist(new Invoice(here, "here " + here));
            em.flush();
            background
                    .writeOnAnExecutor(new Account(there, "there " + there))
                    .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            throw new IllegalStateException("only here");
        }));
        assertThat(failure).hasMessageContaining("only here");
        assertThat(stored(Invoice.class, here)).isEmpty();
        assertThat(stored(Account.class, there)).contains("there " + there);
    }

    @Test
    void saysWhatIsMissingOnAThreadWithNeitherTransactionNorRequest() {
        Throwable failure = catchThrowable(
                () -> background.readOnAnExecutorWithoutTransaction(1).get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        assertThat(failure).hasStackTraceContaining("BINDKEY-120");
    }
}
