// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.it.scenarios.model.Person;
import io.bindkey.it.scenarios.model.auth.User;
import io.bindkey.it.scenarios.model.meta.AuditEntry;
import jakarta.persistence.EntityManager;
import jakarta.transaction.RollbackException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** Two-phase commit over PostgreSQL, MariaDB and H2. */
@Tag("slow")
@TestInstance(Lifecycle.PER_CLASS)
class TwoPhaseOnRealDatabasesTest {

    @SuppressWarnings("NullAway.Init") // by start()
    private Application app;

    @BeforeAll
    void start() {
        app = Application.configured()
                .withDatabase(DEFAULT, Servers.postgres().physical("two_phase"))
                .withDatabase(AUTH, Servers.mariaDb().physical("two_phase"))
                .withH2(META)
                .with("binds-defaults.transaction", "xa")
                .with("binds-defaults.schema.allow-drop", "true")
                .withTransactional()
                .withBeans(Transactions.class)
                .start();
    }

    @AfterAll
    void stop() {
        app.close();
    }

    @BeforeEach
    void emptyTables() {
        app.schema().recreate();
    }

    private static void writeToAll(EntityManager em, String name) {
        em.persist(Person.named("Ada"));
        em.persist(User.named(name));
        em.persist(AuditEntry.of("hired Ada"));
    }

    private void assertThatEachHasRows(int expected) {
        assertThat(app.database(DEFAULT).count("person")).isEqualTo(expected);
        assertThat(app.database(AUTH).count("users")).isEqualTo(expected);
        assertThat(app.database(META).count("audit_entry")).isEqualTo(expected);
        assertThat(app.database(DEFAULT).rows("select gid from pg_prepared_xacts"))
                .isEmpty();
        assertThat(app.database(AUTH).rows("xa recover")).isEmpty();
    }

    @Test
    void allAreCommitted() {
        app.get(Transactions.class).run(em -> writeToAll(em, "ada"));

        assertThatEachHasRows(1);
    }

    @Test
    void allAreRolledBack() {
        assertThatThrownBy(() -> app.get(Transactions.class).run(em -> {
                    writeToAll(em, "ada");
                    em.flush();
                    throw new UnsupportedOperationException("we have changed our mind");
                }))
                .isInstanceOf(UnsupportedOperationException.class);

        assertThatEachHasRows(0);
    }

    @Test
    void allAreRolledBackWhenOneCannotFlush() {
        assertThatThrownBy(() -> app.get(Transactions.class).run(em -> writeToAll(em, "x".repeat(300))))
                .isInstanceOf(RollbackException.class);

        assertThatEachHasRows(0);
    }
}
