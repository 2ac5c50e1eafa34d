// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.scenarios.model.Person;
import io.bindkey.it.scenarios.model.auth.User;
import jakarta.persistence.EntityManager;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PostgreSQL refuses a commit in a state of its own, P0001: it was rolled back, and that is what everybody is told. */
@Tag("slow")
class RefusedCommitTest {

    private static final String TRIGGER = """
            create function refuse() returns trigger language plpgsql as
            'begin raise exception $$not today$$; end';
            create constraint trigger refused after insert on person deferrable initially deferred
            for each row execute function refuse();
            """;

    @ParameterizedTest
    @CsvSource({
        "resource-local, false, jakarta.persistence.RollbackException, not today",
        "resource-local, true, jakarta.persistence.RollbackException, BINDKEY-126: ",
        "jta, false, jakarta.transaction.RollbackException, BINDKEY-126: ",
        "jta, true, jakarta.transaction.RollbackException, BINDKEY-126: ",
        "xa, false, jakarta.transaction.RollbackException, BINDKEY-143: Bind 'default' did not commit"
    })
    void aRefusalAtCommitIsARollback(String kind, boolean both, Class<? extends Exception> expected, String message) {
        String name = "refused_" + kind.replace('-', '_') + "_" + both;
        PhysicalDatabase postgres = Servers.postgres().physical(name);
        PhysicalDatabase mariaDb = Servers.mariaDb().physical(name);
        try (Application app = Application.configured()
                .withDatabase(DEFAULT, postgres)
                .withDatabase(AUTH, mariaDb)
                .withH2("meta")
                .with("binds-defaults.transaction", kind)
                .with("binds-settings.transactions.across", "best-effort")
                .withTables()
                .withTransactional()
                .withBeans(Transactions.class, Completions.class)
                .start()) {
            postgres.execute(TRIGGER);

            Throwable thrown = catchThrowable(() -> transact(app, kind, em -> {
                em.persist(Person.named("Ada"));
                if (both) {
                    em.persist(User.named("ada"));
                }
            }));

            assertThat(thrown).isInstanceOf(expected);
            assertThat(CommitTableTest.causes(thrown))
                    .anySatisfy(cause -> assertThat(cause).hasMessageContaining(message))
                    .anySatisfy(cause -> assertThat(cause).hasMessageContaining("not today"));
            assertThat(app.get(Completions.class).heard())
                    // Its ids come from a table, in a transaction of their own.
                    .contains("default ROLLED_BACK")
                    .noneMatch(heard -> heard.equals("default COMMITTED") || heard.contains("UNKNOWN"));
            assertThat(postgres.count("person")).isZero();
            assertThat(mariaDb.count("users")).isZero();
        }
    }

    private static void transact(Application app, String kind, Consumer<EntityManager> work) {
        if (kind.equals("resource-local")) {
            app.inTransaction(work);
        } else {
            app.get(Transactions.class).run(work);
        }
    }
}
