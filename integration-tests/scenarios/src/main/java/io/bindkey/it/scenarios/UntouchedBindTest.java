// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;
import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.it.scenarios.model.Person;
import io.bindkey.it.scenarios.model.auth.User;
import io.bindkey.it.scenarios.model.meta.AuditEntry;
import jakarta.persistence.EntityManager;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A bind that a transaction does not touch takes no connection. Each data source here counts. */
class UntouchedBindTest {

    @TestInstance(Lifecycle.PER_CLASS)
    abstract static class Contract {

        Application app;
        private ObservedDatabases databases;

        abstract Application start();

        abstract void inTransaction(Consumer<EntityManager> work);

        @BeforeAll
        void startApplication() {
            app = start();
            databases = app.get(ObservedDatabases.class);
        }

        @AfterAll
        void stop() {
            app.close();
        }

        private Map<String, Integer> connections() {
            return Stream.of(DEFAULT, META, AUTH)
                    .collect(Collectors.toMap(
                            key -> key, key -> databases.of(key).connections()));
        }

        /** {@return the binds that took a connection in a transaction} */
        private Set<String> touchedBy(Consumer<EntityManager> work) {
            Map<String, Integer> before = connections();
            inTransaction(work);
            Map<String, Integer> after = connections();
            assertThat(Stream.of(DEFAULT, META, AUTH))
                    .as("nothing stays open")
                    .allMatch(key -> databases.of(key).openConnections() == 0);
            return before.keySet().stream()
                    .filter(key -> !Objects.equals(after.get(key), before.get(key)))
                    .collect(Collectors.toSet());
        }

        @Test
        void aWriteTouchesItsOwnBind() {
            assertThat(touchedBy(em -> em.persist(AuditEntry.of("only meta")))).containsExactly(META);
            assertThat(touchedBy(em -> em.persist(Person.named("only default"))))
                    .containsExactly(DEFAULT);
        }

        @Test
        void aReadTouchesItsOwnBind() {
            assertThat(touchedBy(em -> em.find(User.class, 1L))).containsExactly(AUTH);
            assertThat(touchedBy(em ->
                            em.createNamedQuery("AuditEntry.count", Long.class).getSingleResult()))
                    .containsExactly(META);
            assertThat(touchedBy(em -> em.createQuery("from Person").getResultList()))
                    .containsExactly(DEFAULT);
        }

        @Test
        void twoOfThreeAreTouched() {
            assertThat(touchedBy(em -> {
                        em.find(User.class, 1L);
                        em.persist(AuditEntry.of("saw a user"));
                    }))
                    .containsExactlyInAnyOrder(AUTH, META);
        }

        @Test
        void nothingAtAllTouchesNone() {
            assertThat(touchedBy(em -> {})).isEmpty();
        }

        @Test
        void whatConcernsTheContextAloneTouchesNone() {
            assertThat(touchedBy(em -> {
                        em.flush();
                        em.clear();
                        assertThat(em.isOpen()).isTrue();
                        assertThat(em.isJoinedToTransaction()).isTrue();
                        assertThat(em.contains(Person.named("nobody"))).isFalse();
                        em.detach(User.named("nobody"));
                        assertThat(em.getMetamodel().getEntities()).isNotEmpty();
                    }))
                    .isEmpty();
        }
    }

    private static Application.Builder observed() {
        return Application.configured()
                .withBeans(ObservedDatabases.class)
                .with("binds.default.datasource", "observed-default")
                .with("binds.meta.datasource", "observed-meta")
                .with("binds.auth.datasource", "observed-auth")
                .withTables();
    }

    @Nested
    class ResourceLocal extends Contract {

        @Override
        Application start() {
            return observed().resourceLocal().start();
        }

        @Override
        void inTransaction(Consumer<EntityManager> work) {
            app.inTransaction(work);
        }
    }

    @Nested
    class UnderJta extends Contract {

        @Override
        Application start() {
            return observed().withTransactional().withBeans(Transactions.class).start();
        }

        @Override
        void inTransaction(Consumer<EntityManager> work) {
            app.get(Transactions.class).run(work);
        }
    }
}
