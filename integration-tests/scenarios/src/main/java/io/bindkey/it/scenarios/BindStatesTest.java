// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.BindState;
import io.bindkey.BindUnavailableException;
import io.bindkey.Binds;
import io.bindkey.BindsDeploymentException;
import io.bindkey.SchemaOpsException;
import io.bindkey.SchemaReport;
import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.scenarios.model.Person;
import io.bindkey.it.scenarios.model.auth.User;
import io.bindkey.it.scenarios.model.meta.AuditEntry;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** A bind that starts late, is switched off, or may only be read; the others do not care. */
@Tag("later")
@Timeout(value = 60, threadMode = ThreadMode.SEPARATE_THREAD)
class BindStatesTest {

    @Nested
    class ABindWhoseDatabaseIsDown {

        private final PhysicalDatabase later = Application.freshH2("later");
        private final PhysicalDatabase notYetThere = PhysicalDatabase.of(later.url() + ";IFEXISTS=TRUE");
        private final Application.Builder builder = Application.configured()
                .withH2(DEFAULT)
                .withH2(META)
                .withDatabase(AUTH, notYetThere)
                .resourceLocal()
                .withTables();

        private final String unreachable = "BINDKEY-043: The database of bind 'auth' (" + notYetThere.url()
                + ") cannot be reached: Database \""
                + later.url().split(";", 2)[0].substring("jdbc:h2:".length())
                + "\" not found, and IFEXISTS=true, so we cant auto-create it [90146-240].";

        @Test
        void preventsTheStart() {
            BindsDeploymentException refusal = builder.refused();

            assertThat(refusal.getMessage())
                    .isEqualTo("1 problem with the binds:\n  " + unreachable
                            + " Set binds.auth.on-failure = degrade to start the application without it.");
        }

        @Test
        void mayComeUpLater() throws SQLException {
            try (Application app = builder.with("binds.auth.start", "lazy").start()) {
                app.inTransaction(em -> em.persist(Person.named("Ada")));
                for (int i = 0; i < 2; i++) {
                    assertThatThrownBy(() -> app.inTransaction(em -> em.find(User.class, 1L)))
                            .isInstanceOf(BindUnavailableException.class)
                            .hasMessage(unreachable);
                }
                app.inTransaction(em -> em.persist(AuditEntry.of("auth is down")));

                try (Connection server = DriverManager.getConnection(later.url())) {
                    app.inTransaction(em -> em.persist(User.named("ada")));

                    assertThat(app.rows(AUTH, "select name from users")).containsExactly("ada");
                    assertThat(server.isValid(1)).isTrue();
                }
                assertThat(app.rows(DEFAULT, "select name from person")).containsExactly("Ada");
                assertThat(app.rows(META, "select text from audit_entry")).containsExactly("auth is down");
            }
        }

        /** Nobody has to use it for that: it is opened by itself, with its tables. */
        @Test
        @Tag("any-provider")
        void doesNotPreventTheStartWhereThatIsWanted() throws Exception {
            try (Application app =
                    builder.with("binds.auth.on-failure", "degrade").start()) {
                app.inTransaction(em -> em.persist(Person.named("Ada")));
                BindState down = app.get(Binds.class).get(AUTH).state();
                assertThat(down.status()).isEqualTo(BindState.Status.DOWN);
                assertThat(down.problem().map(Object::toString)).contains(unreachable);
                assertThatThrownBy(() -> app.inTransaction(em -> em.find(User.class, 1L)))
                        .isInstanceOf(BindUnavailableException.class)
                        .hasMessageStartingWith(unreachable)
                        .hasMessageContaining("It is down since ");

                try (Connection server = DriverManager.getConnection(later.url())) {
                    for (int i = 0; i < 300 && isDown(app); i++) {
                        Thread.sleep(100);
                    }
                    app.inTransaction(em -> em.persist(User.named("ada")));

                    assertThat(app.rows(AUTH, "select name from users")).containsExactly("ada");
                    assertThat(server.isValid(1)).isTrue();
                }
            }
        }

        private boolean isDown(Application app) {
            return app.get(Binds.class).get(AUTH).state().status() != BindState.Status.SERVES;
        }

        @Test
        void failsNoTransactionThatDoesNotNeedIt() {
            try (Application app = builder.with("binds.auth.start", "lazy").start()) {
                app.inRequest(() -> {
                    EntityManager em = app.router();
                    em.getTransaction().begin();
                    em.persist(Person.named("Ada"));
                    assertThatThrownBy(() -> em.find(User.class, 1L)).isInstanceOf(BindUnavailableException.class);
                    em.getTransaction().commit();
                });

                assertThat(app.rows(DEFAULT, "select name from person")).containsExactly("Ada");
            }
        }
    }

    @Test
    void aLazyBindIsOpenedAndMadeReadyInsideATransaction() {
        Application.Builder builder = Application.onH2()
                .with("binds-defaults.start", "lazy")
                .withTables()
                .withTransactional()
                .withBeans(Transactions.class);
        try (Application app = builder.start()) {
            app.get(Transactions.class).run(em -> em.persist(User.named("ada")));

            assertThat(app.rows(AUTH, "select name from users")).containsExactly("ada");
            // Nobody needed the others.
            assertThat(app.database(META).tables()).isEmpty();
        }
    }

    @Test
    void aBindThatIsSwitchedOffSaysSo() {
        Application.Builder builder =
                Application.onH2().with("binds.auth.active", "false").resourceLocal();
        try (Application app = builder.start()) {
            SchemaReport report = app.schema().create();
            assertThat(report.outcomes()).extracting(SchemaReport.Outcome::bind).containsExactly(DEFAULT, META);

            for (Consumer<EntityManager> use : List.<Consumer<EntityManager>>of(
                    em -> em.find(User.class, 1L),
                    em -> em.persist(User.named("ada")),
                    em -> em.createQuery("from User", User.class),
                    em -> em.createNamedQuery("User.withRole"))) {
                assertThatThrownBy(() -> app.inTransaction(use))
                        .isInstanceOf(BindUnavailableException.class)
                        .hasMessage("BINDKEY-140: Bind 'auth' is switched off by binds.auth.active = false.");
            }
            app.inTransaction(em -> em.persist(Person.named("Ada")));
            assertThat(app.rows(DEFAULT, "select name from person")).containsExactly("Ada");
        }
    }

    @Test
    void aReadOnlyBindIsNotWritten() {
        PhysicalDatabase meta = PhysicalDatabase.of(Application.freshH2(META).url() + ";DB_CLOSE_DELAY=-1");
        Application.Builder writing = Application.configured()
                .withH2(DEFAULT)
                .withDatabase(META, meta)
                .withH2(AUTH)
                .resourceLocal()
                .withTables();
        try (Application app = writing.start()) {
            app.inTransaction(em -> em.persist(AuditEntry.of("written before")));
        }

        Application.Builder reading = Application.configured()
                .withH2(DEFAULT)
                .withDatabase(META, meta)
                .withH2(AUTH)
                .with("binds.meta.read-only", "true")
                .resourceLocal();
        try (Application app = reading.start()) {
            app.schema().create(DEFAULT);
            for (Consumer<EntityManager> write : List.<Consumer<EntityManager>>of(
                    em -> em.persist(AuditEntry.of("never")),
                    em -> em.createQuery("from AuditEntry", AuditEntry.class).getSingleResult().text = "never",
                    em -> em.remove(
                            em.createQuery("from AuditEntry", AuditEntry.class).getSingleResult()),
                    em -> em.createQuery("delete from AuditEntry").executeUpdate(),
                    em -> app.entityManager(META)
                            .createNativeQuery("delete from audit_entry")
                            .executeUpdate())) {
                assertThatThrownBy(() -> app.inTransaction(write))
                        .isInstanceOf(BindUnavailableException.class)
                        .hasMessage("BINDKEY-142: Bind 'meta' is read-only: binds.meta.read-only = true.");
            }
            assertThatThrownBy(() -> app.schema().drop(META))
                    .isInstanceOf(SchemaOpsException.class)
                    .hasMessage("BINDKEY-163: SchemaOps.drop() is refused for bind 'meta', which is read-only."
                            + " Nothing was changed. Set binds.meta.read-only = false to allow it.");

            app.inTransaction(em -> {
                assertThat(em.createQuery("select a.text from AuditEntry a", String.class)
                                .getResultList())
                        .containsExactly("written before");
                em.persist(Person.named("Ada"));
            });
            assertThat(app.rows(META, "select text from audit_entry")).containsExactly("written before");
            assertThat(app.rows(DEFAULT, "select name from person")).containsExactly("Ada");
        }
    }
}
