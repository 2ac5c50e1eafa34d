// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.Binds;
import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.scenarios.model.auth.User;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.hibernate.Session;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A transaction asks MariaDB what it has to and no more, as the server itself counts it: the mode of a connection is not changed
 * at its beginning and its end. Whoever else has that connection sees nothing of it.
 */
@Tag("slow")
class RoundTripsOnMariaDbTest {

    private static final int TRANSACTIONS = 20;

    private final PhysicalDatabase mariaDb = Servers.mariaDb().physical("round_trips");
    private Application app;

    @BeforeEach
    void start() {
        app = Application.onH2()
                .withDatabase(AUTH, mariaDb)
                .with("binds.auth.pool.max-size", "2")
                .with("binds.auth.schema.allow-drop", "true")
                .resourceLocal()
                .start();
        app.schema().recreate(AUTH);
        app.inTransaction(em -> em.persist(User.named("Ada")));
    }

    @AfterEach
    void stop() {
        app.schema().drop(AUTH);
        app.close();
    }

    private long counted(String status) {
        return Long.parseLong(mariaDb.rows("show global status like '" + status + "'")
                .get(0)
                .get(1)
                .toString());
    }

    private static void read(EntityManager em) {
        assertThat(em.createQuery("select u from User u", User.class).getResultList())
                .isNotEmpty();
    }

    private long openTransactions() {
        return mariaDb.count("information_schema.innodb_trx");
    }

    @Test
    void aTransactionIsAStatementAndACommit() {
        long settings = counted("Com_set_option");
        long commits = counted("Com_commit");
        long selects = counted("Com_select");
        for (int number = 0; number < TRANSACTIONS; number++) {
            app.inTransaction(RoundTripsOnMariaDbTest::read);
        }
        assertThat(counted("Com_commit") - commits).isEqualTo(TRANSACTIONS);
        assertThat(counted("Com_select") - selects).isBetween((long) TRANSACTIONS, TRANSACTIONS + 5L);
        // Those of the connection that counts.
        assertThat(counted("Com_set_option") - settings).isLessThan(TRANSACTIONS);
    }

    @Test
    void theNextOneWhoHasTheConnectionCommitsByItself() throws SQLException {
        app.inTransaction(RoundTripsOnMariaDbTest::read);
        try (Connection connection = app.get(Binds.class).get(AUTH).dataSource().getConnection();
                Statement statement = connection.createStatement()) {
            assertThat(connection.getAutoCommit()).isTrue();
            statement.execute("insert into users (id, version, name) values (100, 0, 'Grace')");
            assertThat(mariaDb.count("users")).isEqualTo(2);
            connection.setAutoCommit(false);
            statement.execute("delete from users where id = 100");
            connection.rollback();
        }
        assertThat(mariaDb.count("users")).isEqualTo(2);
        app.inTransaction(RoundTripsOnMariaDbTest::read);
        assertThat(openTransactions()).isZero();
    }

    @Test
    void whatIsReadOutsideOfTransactionsLeavesNoneOpen() {
        app.inTransaction(RoundTripsOnMariaDbTest::read);
        app.inRequest(() -> {
            EntityManager router = app.router();
            read(router);
            assertThat(openTransactions()).isZero();
            router.getTransaction().begin();
            read(router);
            app.entityManager(AUTH).unwrap(Session.class).doWork(connection -> {
                assertThat(connection.getAutoCommit()).isFalse();
                try (Statement statement = connection.createStatement()) {
                    statement.execute("insert into users (id, version, name) values (101, 0, 'Grace')");
                }
            });
            assertThat(mariaDb.count("users")).isEqualTo(1);
            router.getTransaction().commit();
            assertThat(mariaDb.count("users")).isEqualTo(2);
            read(router);
            app.entityManager(AUTH).unwrap(Session.class).doWork(connection -> {
                assertThat(connection.getAutoCommit()).isTrue();
                try (Statement statement = connection.createStatement()) {
                    statement.execute("insert into users (id, version, name) values (102, 0, 'Alan')");
                }
                assertThat(mariaDb.count("users")).isEqualTo(3);
            });
            assertThat(openTransactions()).isZero();
        });
    }

    @Test
    void whatIsRolledBackIsGone() {
        app.inRequest(() -> {
            EntityManager router = app.router();
            router.getTransaction().begin();
            router.persist(User.named("Grace"));
            router.flush();
            router.getTransaction().rollback();
        });
        assertThat(mariaDb.count("users")).isEqualTo(1);
        assertThat(openTransactions()).isZero();
        app.inTransaction(em -> em.persist(User.named("Alan")));
        assertThat(mariaDb.count("users")).isEqualTo(2);
    }
}
