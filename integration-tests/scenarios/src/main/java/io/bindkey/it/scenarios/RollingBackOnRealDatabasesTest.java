// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;
import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.Binds;
import io.bindkey.RollingBack;
import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.scenarios.model.Person;
import io.bindkey.it.scenarios.model.auth.User;
import io.bindkey.it.scenarios.model.meta.AuditEntry;
import jakarta.persistence.EntityManager;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is rolled back whatever happens, over PostgreSQL, MariaDB and H2. */
@Tag("slow")
class RollingBackOnRealDatabasesTest {

    @ParameterizedTest
    @ValueSource(strings = {"resource-local", "jta", "xa"})
    void nothingStaysInAnyOfThem(String kind) {
        PhysicalDatabase postgres = Servers.postgres().physical("rolling_back");
        PhysicalDatabase mariaDb = Servers.mariaDb().physical("rolling_back");
        try (Application app = Application.configured()
                .withDatabase(DEFAULT, postgres)
                .withDatabase(AUTH, mariaDb)
                .withH2(META)
                .with("binds-defaults.transaction", kind)
                .with("binds-defaults.schema.allow-drop", "true")
                .withTransactional()
                .withBeans(Transactions.class)
                .start()) {
            app.schema().recreate();
            postgres.execute("create or replace function hire(text) returns int language sql as "
                    + "'insert into person (id, version, name) values (-1, 0, $1); select 1'");
            app.inRequest(() -> {
                try (RollingBack all = app.get(Binds.class).rollingBack()) {
                    assertThat(all).isNotNull();
                    work(app, kind);
                    assertThat(count(app)).isEqualTo(4);
                }
            });

            assertThat(postgres.count("person")).isZero();
            assertThat(mariaDb.count("users")).isZero();
            assertThat(app.database(META).count("audit_entry")).isZero();
        }
        postgres.execute("drop function hire(text)");
    }

    private static void work(Application app, String kind) {
        EntityManager em = app.router();
        em.persist(Person.named("of the test"));
        app.entityManager(DEFAULT)
                .createNativeQuery("select hire('by a select')")
                .getResultList();
        transact(app, kind, service -> {
            service.persist(User.named("ada"));
            service.persist(AuditEntry.of("hired Ada"));
        });
        em.flush();
    }

    private static int count(Application app) {
        EntityManager em = app.router();
        return em.createQuery("select p from Person p", Person.class)
                        .getResultList()
                        .size()
                + em.createQuery("select u from User u", User.class)
                        .getResultList()
                        .size()
                + em.createQuery("select a from AuditEntry a", AuditEntry.class)
                        .getResultList()
                        .size();
    }

    private static void transact(Application app, String kind, Consumer<EntityManager> work) {
        if (kind.equals("resource-local")) {
            Application.inTransaction(app.router(), work);
        } else {
            app.get(Transactions.class).run(work);
        }
    }
}
