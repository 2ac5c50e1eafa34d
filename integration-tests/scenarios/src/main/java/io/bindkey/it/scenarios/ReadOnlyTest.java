// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.bindkey.BindUnavailableException;
import io.bindkey.Bound;
import io.bindkey.it.databases.PhysicalDatabase;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A bind for reading only is one for its database as well, which sees what the text of a statement hides. */
@Tag("slow")
class ReadOnlyTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"resource-local", "jta", "xa"})
    void theDatabaseRefusesWhatASelectWouldWrite(String kind) {
        PhysicalDatabase postgres = Servers.postgres().physical("read_only");
        PhysicalDatabase mariaDb = Servers.mariaDb().physical("read_only");
        for (PhysicalDatabase database : List.of(postgres, mariaDb)) {
            database.execute("drop table if exists logged");
            database.execute("create table logged (text varchar(50))");
        }
        postgres.execute("create or replace function log_it(text) returns int language sql as "
                + "'insert into logged values ($1); select 1'");
        mariaDb.execute("create or replace function log_it(t varchar(50)) returns int modifies sql data "
                + "begin insert into logged values (t); return 1; end");
        PhysicalDatabase sqlite = PhysicalDatabase.of("jdbc:sqlite:" + folder.resolve("meta.db"));
        sqlite.execute("create table logged (text varchar(50))");
        try (Application app = Application.configured()
                .withDatabase(DEFAULT, postgres)
                .withDatabase(AUTH, mariaDb)
                .withDatabase(META, sqlite)
                .with("binds.default.transaction", kind)
                .with("binds.auth.transaction", kind)
                .with("binds.meta.transaction", kind.equals("xa") ? "jta" : kind)
                .with("binds-defaults.read-only", "true")
                .with("binds.default.pool.initial-sql", "set statement_timeout = '59s'")
                .with("binds.auth.pool.initial-sql", "set lock_wait_timeout = 59")
                .withTransactional()
                .withBeans(Transactions.class)
                .start()) {
            for (String key : List.of(DEFAULT, AUTH)) {
                assertThat(catchThrowable(() -> app.get(Transactions.class).run(em -> log(app, key))))
                        .as("in a JTA transaction, " + key)
                        .isNotNull();
                assertThat(catchThrowable(() -> app.inRequest(() -> log(app, key))))
                        .as("outside of one, " + key)
                        .isNotNull();
                if (kind.equals("resource-local")) {
                    assertThat(catchThrowable(() -> app.inTransaction(em -> log(app, key))))
                            .as("in a local transaction, " + key)
                            .isNotNull();
                }
                assertThat(catchThrowable(() -> logByJdbc(app, key)))
                        .as("by the data source, " + key)
                        .isNotNull();
                assertThat(app.database(key).count("logged")).isZero();
                app.inRequest(() -> assertThat(app.entityManager(key)
                                .createNativeQuery("select count(*) from logged")
                                .getSingleResult())
                        .hasToString("0"));
            }
            app.inRequest(() -> {
                assertThat(app.entityManager(DEFAULT)
                                .createNativeQuery("show statement_timeout")
                                .getSingleResult())
                        .isEqualTo("59s");
                assertThat(app.entityManager(AUTH)
                                .createNativeQuery("select @@lock_wait_timeout")
                                .getSingleResult())
                        .hasToString("59");
                assertThat(app.entityManager(META)
                                .createNativeQuery("select count(*) from logged")
                                .getSingleResult())
                        .hasToString("0");
            });
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "set transaction read write",
                "set session characteristics as transaction read write",
                "set default_transaction_read_only = off",
                "SET SESSION tx_read_only = 0"
            })
    void whoWouldOpenItIsRefused(String sql) {
        try (Application app = Application.onH2()
                .resourceLocal()
                .with("binds.auth.read-only", "true")
                .start()) {
            app.inRequest(() -> assertThatThrownBy(
                            () -> app.entityManager(AUTH).createNativeQuery(sql).getResultList())
                    .isInstanceOf(BindUnavailableException.class)
                    .hasMessageStartingWith("BINDKEY-142"));
        }
    }

    private static void log(Application app, String key) {
        app.entityManager(key).createNativeQuery("select log_it('x')").getResultList();
    }

    private static void logByJdbc(Application app, String key) throws SQLException {
        try (Connection connection =
                        app.get(DataSource.class, Bound.Literal.of(key)).getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeQuery("select log_it('x')");
        }
    }
}
