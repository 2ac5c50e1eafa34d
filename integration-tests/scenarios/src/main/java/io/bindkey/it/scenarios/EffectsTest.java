// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bindkey.CrossBindWriteException;
import io.bindkey.it.databases.PhysicalDatabase;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a database has executed in a transaction that commits is there, once, and nothing of one that does not: whatever
 * the text of the statement looked like. A {@code select} may call a function that writes.
 */
@Tag("slow")
@Tag("matrix")
@TestInstance(Lifecycle.PER_CLASS)
public class EffectsTest {

    /** How the binds take part. */
    enum Kind {
        RESOURCE_LOCAL,
        JTA,
        XA;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What else happens in the transaction. */
    enum Company {
        NONE,
        READER,
        WRITER
    }

    enum End {
        COMMIT,
        ROLLBACK
    }

    private static final List<String> KEYS = List.of(DEFAULT, AUTH, META);

    /** Statements that write, for PostgreSQL, MariaDB and H2 in this order; %s is the text that they log. */
    private static final List<List<String>> STATEMENTS = List.of(
            List.of(
                    "insert into logged values ('%s')",
                    "select log_it('%s')",
                    "with f as materialized (select log_it('%s') as r) select r from f",
                    "values (log_it('%s'))",
                    "(select log_it('%s'))",
                    "/* harmless */ select r from (select log_it('%s') as r) f",
                    "explain analyze select log_it('%s')",
                    "with w as (insert into logged values ('%s') returning *) select * from w",
                    "select log_it('%s') for update"),
            List.of(
                    "insert into logged values ('%s')",
                    "select log_it('%s')",
                    "with f as (select log_it('%s') as r) select r from f",
                    "(select log_it('%s'))",
                    "insert into logged values ('%s') returning *"),
            List.of(
                    "insert into logged values ('%s')",
                    "select log_it('%s')",
                    "with f as (select log_it('%s') as r) select r from f",
                    "values (log_it('%s'))",
                    "select * from final table (insert into logged values ('%s'))"));

    private final Map<Kind, Application> applications = new EnumMap<>(Kind.class);

    /** One for each database, for to connect takes longer than all the rest. */
    private final Map<String, Connection> clients = new HashMap<>();

    private int cell;

    /** H2's function, called by reflection. */
    public static int logIt(Connection connection, String text) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement("insert into logged values (?)")) {
            insert.setString(1, text);
            return insert.executeUpdate();
        }
    }

    /** One at a time: binds with two phases lock the transaction log. */
    private Application application(Kind kind) {
        return applications.computeIfAbsent(kind, wanted -> {
            stop();
            PhysicalDatabase postgres = Servers.postgres().physical("effects");
            PhysicalDatabase mariaDb = Servers.mariaDb().physical("effects");
            Application app = Application.configured()
                    .withDatabase(DEFAULT, postgres)
                    .withDatabase(AUTH, mariaDb)
                    .withH2(META)
                    .with("binds-defaults.transaction", kind.word())
                    .withTransactional()
                    .withBeans(Transactions.class)
                    .start();
            KEYS.forEach(key -> {
                app.database(key).execute("drop table if exists logged");
                app.database(key).execute("create table logged (text varchar(50))");
            });
            postgres.execute("create or replace function log_it(text) returns int language sql as "
                    + "'insert into logged values ($1); select 1'");
            mariaDb.execute("create or replace function log_it(t varchar(50)) returns int modifies sql data "
                    + "begin insert into logged values (t); return 1; end");
            app.database(META).execute("create alias log_it for '" + EffectsTest.class.getName() + ".logIt'");
            return app;
        });
    }

    @AfterAll
    void stop() {
        clients.values().forEach(EffectsTest::close);
        clients.clear();
        applications.values().forEach(Application::close);
        applications.clear();
    }

    private static void close(Connection client) {
        try {
            client.close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    static Stream<Arguments> cells() {
        List<Arguments> cells = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            for (int database = 0; database < KEYS.size(); database++) {
                for (String statement : STATEMENTS.get(database)) {
                    for (Company company : Company.values()) {
                        for (End end : End.values()) {
                            cells.add(Arguments.of(kind, KEYS.get(database), statement, company, end));
                        }
                    }
                }
            }
        }
        return cells.stream();
    }

    @ParameterizedTest(name = "{0}, {1}, {2}, company {3}, {4}")
    @MethodSource("cells")
    void isThereOnceOrNotAtAll(Kind kind, String key, String statement, Company company, End end) {
        Application app = application(kind);
        String text = "cell " + ++cell;
        String other = KEYS.get((KEYS.indexOf(key) + 1) % KEYS.size());

        Throwable thrown = catchThrowable(() -> transact(app, kind, em -> {
            execute(app, key, statement.formatted(text));
            switch (company) {
                case NONE -> {}
                case READER -> execute(app, other, "select count(*) from logged");
                case WRITER -> execute(app, other, "insert into logged values ('" + text + "')");
            }
            if (end == End.ROLLBACK) {
                throw new UnsupportedOperationException("we have changed our mind");
            }
        }));

        // Where nobody can tell that the first has written, both are committed, one after the other.
        boolean twoWriters = company == Company.WRITER && kind != Kind.XA && isKnownAsWrite(key, statement);
        boolean committed = end == End.COMMIT && !twoWriters;
        if (committed) {
            assertThat(thrown).isNull();
        } else {
            assertThat(thrown).isNotNull();
        }
        assertThat(rows(app, key, text)).isEqualTo(committed ? 1 : 0);
        assertThat(rows(app, other, text)).isEqualTo(committed && company == Company.WRITER ? 1 : 0);
        if (twoWriters && end == End.COMMIT) {
            assertThat(causes(thrown)).anyMatch(CrossBindWriteException.class::isInstance);
        }
    }

    /** By its text, or because the database tells. */
    private static boolean isKnownAsWrite(String key, String statement) {
        return key.equals(DEFAULT) || statement.contains("insert");
    }

    /** Neither of them is known to write. */
    @ParameterizedTest
    @EnumSource(Kind.class)
    void twoHiddenWritesOnDatabasesThatTellAreOneTooMany(Kind kind) {
        Application app = application(kind);
        String text = "cell " + ++cell;

        Throwable thrown = catchThrowable(() -> transact(app, kind, em -> {
            execute(app, AUTH, "select log_it('%s')".formatted(text));
            execute(app, DEFAULT, "select log_it('%s')".formatted(text));
        }));

        // MariaDB does not tell, so there is but one.
        assertThat(thrown).isNull();
        assertThat(rows(app, DEFAULT, text)).isEqualTo(1);
        assertThat(rows(app, AUTH, text)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aLockOnARowAndTheNextValueOfASequenceAreNoWrites(Kind kind) {
        Application app = application(kind);
        app.database(DEFAULT).execute("create sequence if not exists tickets");
        app.database(DEFAULT).execute("insert into logged values ('locked')");
        String text = "cell " + ++cell;

        transact(app, kind, em -> {
            execute(app, DEFAULT, "select nextval('tickets')");
            execute(app, DEFAULT, "select text from logged for update");
            execute(app, AUTH, "insert into logged values ('" + text + "')");
        });

        assertThat(rows(app, AUTH, text)).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aNotificationIsHeardWhenItsTransactionCommitsAndNotWhenItIsRolledBack(Kind kind) throws Exception {
        Application app = application(kind);
        PhysicalDatabase postgres = app.database(DEFAULT);
        try (Connection listener =
                        DriverManager.getConnection(postgres.url(), postgres.username(), postgres.password());
                Statement statement = listener.createStatement()) {
            statement.execute("listen effects");

            // PostgreSQL cannot prepare a transaction that has notified.
            if (kind != Kind.XA) {
                transact(app, kind, em -> execute(app, DEFAULT, "select cast(pg_notify('effects', 'kept') as text)"));
            }
            assertThatThrownBy(() -> transact(app, kind, em -> {
                        execute(app, DEFAULT, "select cast(pg_notify('effects', 'lost') as text)");
                        throw new UnsupportedOperationException("we have changed our mind");
                    }))
                    .isInstanceOf(UnsupportedOperationException.class);
            // What has not come with this answer never comes.
            statement.execute("select 1");

            assertThat(notifications(listener)).isEqualTo(kind == Kind.XA ? List.of() : List.of("kept"));
        }
    }

    /** By reflection: the driver's classes carry annotations that are not on our class path. */
    private static List<String> notifications(Connection listener) throws ReflectiveOperationException, SQLException {
        Class<?> type = Class.forName("org.postgresql.PGConnection");
        Class<?> notification = Class.forName("org.postgresql.PGNotification");
        Object[] heard = (Object[]) type.getMethod("getNotifications").invoke(listener.unwrap(type));
        List<String> texts = new ArrayList<>();
        for (Object one : heard == null ? new Object[0] : heard) {
            texts.add(String.valueOf(notification.getMethod("getParameter").invoke(one)));
        }
        return texts;
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void aTableThatASelectMakesIsThere(Kind kind) {
        Application app = application(kind);
        String table = "made_" + ++cell;

        transact(app, kind, em -> app.entityManager(DEFAULT)
                .createNativeQuery("select text into " + table + " from logged")
                .executeUpdate());

        assertThat(app.database(DEFAULT).tables()).contains(table);
    }

    /** What a reader has executed is lost with its connection, so its transaction must not look committed. */
    @ParameterizedTest
    @CsvSource({
        "RESOURCE_LOCAL, default",
        "RESOURCE_LOCAL, auth",
        "JTA, default",
        "JTA, auth",
        "XA, default",
        "XA, auth"
    })
    void aReaderThatCannotCommitIsHeardOf(Kind kind, String key) {
        Application app = application(kind);
        String text = "cell " + ++cell;
        String other = key.equals(DEFAULT) ? AUTH : DEFAULT;

        Throwable thrown = catchThrowable(() -> transact(app, kind, em -> {
            execute(app, other, "select count(*) from logged");
            execute(app, key, "select log_it('%s')".formatted(text));
            killConnection(app, key);
        }));

        assertThat(thrown).isNotNull();
        assertThat(rows(app, key, text)).isZero();
        // The pool has not kept it.
        transact(app, kind, em -> execute(app, key, "select log_it('%s')".formatted(text)));
        assertThat(rows(app, key, text)).isEqualTo(1);
    }

    /** From outside, the connection that the current transaction uses. */
    private static void killConnection(Application app, String key) {
        boolean postgres = key.equals(DEFAULT);
        Object id = app.entityManager(key)
                .createNativeQuery(postgres ? "select pg_backend_pid()" : "select connection_id()")
                .getSingleResult();
        if (postgres) {
            app.database(key).rows("select pg_terminate_backend(" + id + ", 10000)");
        } else {
            app.database(key).execute("kill connection " + id);
        }
    }

    private static void transact(Application app, Kind kind, Consumer<EntityManager> work) {
        if (kind == Kind.RESOURCE_LOCAL) {
            app.inTransaction(work);
        } else {
            app.get(Transactions.class).run(work);
        }
    }

    private static void execute(Application app, String key, String sql) {
        var query = app.entityManager(key).createNativeQuery(sql);
        if (sql.startsWith("insert") && !sql.contains("returning")) {
            query.executeUpdate();
        } else {
            query.getResultList();
        }
    }

    /** As another client sees them. */
    private long rows(Application app, String key, String text) {
        Connection client = clients.computeIfAbsent(key, unknown -> connect(app.database(key)));
        try (PreparedStatement count = client.prepareStatement("select count(*) from logged where text = ?")) {
            count.setString(1, text);
            try (ResultSet row = count.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection connect(PhysicalDatabase database) {
        try {
            return DriverManager.getConnection(database.url(), database.username(), database.password());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Throwable> causes(Throwable thrown) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            causes.add(t);
            causes.addAll(List.of(t.getSuppressed()));
        }
        return causes;
    }
}
