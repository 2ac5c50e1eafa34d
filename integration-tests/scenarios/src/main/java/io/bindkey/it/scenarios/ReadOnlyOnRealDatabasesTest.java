// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.BindUnavailableException;
import io.bindkey.Bound;
import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.scenarios.model.Person;
import io.bindkey.it.scenarios.model.auth.User;
import io.bindkey.it.scenarios.model.meta.AuditEntry;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.hibernate.StatelessSession;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is {@code @ReadOnly} reads apart with Hibernate, and the database itself refuses to write for it. */
@Tag("slow")
class ReadOnlyOnRealDatabasesTest {

    private static final List<String> KEYS = List.of(DEFAULT, AUTH, META);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"resource-local", "jta", "xa"})
    void nothingIsWrittenByAnyDoor(String kind) {
        PhysicalDatabase postgres = Servers.postgres().physical("read_only_calls");
        PhysicalDatabase mariaDb = Servers.mariaDb().physical("read_only_calls");
        PhysicalDatabase sqlite = PhysicalDatabase.of("jdbc:sqlite:" + folder.resolve("meta.db"));
        try (Application app = Application.configured()
                .withDatabase(DEFAULT, postgres)
                .withDatabase(AUTH, mariaDb)
                .withDatabase(META, sqlite)
                .with("binds-defaults.transaction", kind)
                .with("binds.meta.transaction", kind.equals("xa") ? "jta" : kind)
                .with("binds-defaults.schema.allow-drop", "true")
                .with("binds-defaults.pool.max-size", "2")
                .with("binds-defaults.pool.acquisition-timeout", "2s")
                .withoutHelperTables()
                .withTransactional()
                .withBeans(Readers.class, Transactions.class)
                .start()) {
            app.schema().recreate();
            postgres.execute("create or replace function hire() returns int language sql as "
                    + "'insert into person (id, version, name) values (-1, 0, ''x''); select 1'");
            mariaDb.execute("create or replace function hire() returns int modifies sql data "
                    + "begin insert into users (id, version, name) values (-1, 0, 'x'); return 1; end");
            insert(app, kind, DEFAULT, Person.named("Ada"));
            insert(app, kind, AUTH, User.named("Ada"));
            insert(app, kind, META, AuditEntry.of("Ada"));

            for (String key : KEYS) {
                refusesByAnyDoor(app, key);
                // The connections are as they were.
                insert(app, kind, key, another(key));
                assertThat(app.database(key).count(table(key))).as(key).isEqualTo(2);
            }
            postgres.execute("drop function hire()");
            mariaDb.execute("drop function hire");
        }
    }

    private static void refusesByAnyDoor(Application app, String key) {
        String entity = entity(key);
        Function<EntityManager, List<?>> all =
                em -> em.createQuery("select e from " + entity + " e").getResultList();
        Integer rows = read(app, em -> all.apply(em).size());
        assertThat(rows).as(key).isEqualTo(1);
        rows = read(
                app,
                em -> all.apply(em).size()
                        + app.get(StatelessSession.class, Bound.Literal.of(key))
                                .createSelectionQuery("select e from " + entity + " e", Object.class)
                                .getResultList()
                                .size());
        assertThat(rows).as(key).isEqualTo(2);
        read(app, em -> {
            Object one = all.apply(em).get(0);
            em.refresh(one);
            return one;
        });
        refused(app, "write", em -> em.createQuery("delete from " + entity).executeUpdate());
        refused(app, "write", em -> app.entityManager(key)
                .createNativeQuery("delete from " + table(key))
                .executeUpdate());
        refused(app, "insert", em -> app.get(StatelessSession.class, Bound.Literal.of(key))
                .insert(another(key)));
        if (key.equals(META)) {
            return;
        }
        refused(app, "lock", em -> em.createQuery("select e from " + entity + " e")
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList());
        // The text of this one shows nothing.
        assertThatThrownBy(() -> read(app, em -> app.entityManager(key)
                        .createNativeQuery("select hire()")
                        .getResultList()))
                .isInstanceOf(BindUnavailableException.class)
                .hasMessageStartingWith("BINDKEY-190: The database does not write");
    }

    /** With a transaction and without. */
    private static <T> T read(Application app, Function<EntityManager, T> work) {
        Readers readers = app.get(Readers.class);
        app.inRequest(() -> readers.read(work));
        return readers.readInTransaction(work);
    }

    private static void refused(Application app, String what, Function<EntityManager, Object> work) {
        assertThatThrownBy(() -> app.get(Readers.class).readInTransaction(work))
                .isInstanceOf(BindUnavailableException.class)
                .hasMessageStartingWith("BINDKEY-149")
                .hasMessageContaining("does not " + what);
    }

    private static void insert(Application app, String kind, String key, Object entity) {
        app.inRequest(() -> {
            if (kind.equals("resource-local")) {
                Application.inTransaction(app.router(), em -> em.persist(entity));
            } else {
                app.get(Transactions.class).run(em -> app.entityManager(key).persist(entity));
            }
        });
    }

    private static Object another(String key) {
        return switch (key) {
            case DEFAULT -> Person.named("Bob");
            case AUTH -> User.named("Bob");
            default -> AuditEntry.of("Bob");
        };
    }

    private static String entity(String key) {
        return another(key).getClass().getSimpleName();
    }

    private static String table(String key) {
        return switch (key) {
            case DEFAULT -> "person";
            case AUTH -> "users";
            default -> "audit_entry";
        };
    }
}
