// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.arjuna.ats.jta.TransactionManager;
import com.arjuna.ats.jta.resources.LastResourceCommitOptimisation;
import io.bindkey.Binds;
import io.bindkey.RollingBack;
import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.scenarios.model.Person;
import io.bindkey.it.scenarios.model.meta.AuditEntry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.SystemException;
import jakarta.transaction.Transaction;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.sql.DataSource;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** A data source that takes part in JTA transactions by itself, with one phase, as a server's own does. */
@Tag("any-provider")
@TestInstance(Lifecycle.PER_CLASS)
class ServersOwnDataSourceTest {

    /** No pool keeps it alive. */
    private static final PhysicalDatabase DATABASE =
            PhysicalDatabase.of(Application.freshH2("server").url() + ";DB_CLOSE_DELAY=-1");

    @ApplicationScoped
    static class Server {

        private final Map<Transaction, Connection> enlisted = new ConcurrentHashMap<>();

        @Produces
        @Named("server")
        DataSource dataSource() {
            return (DataSource) Proxy.newProxyInstance(
                    DataSource.class.getClassLoader(),
                    new Class<?>[] {DataSource.class},
                    (proxy, method, args) -> switch (method.getName()) {
                        case "getConnection" -> connection();
                        case "isWrapperFor" -> false;
                        default -> null;
                    });
        }

        private Connection connection() throws Exception {
            Transaction transaction = TransactionManager.transactionManager().getTransaction();
            if (transaction == null) {
                return DriverManager.getConnection(DATABASE.url());
            }
            Connection known = enlisted.get(transaction);
            return known != null ? known : enlist(transaction);
        }

        private static boolean takesPart(Transaction transaction, Connection connection) {
            try {
                return transaction.enlistResource(new OnePhase(connection));
            } catch (RollbackException | SystemException refused) {
                // EclipseLink asks a second time, when the transaction is marked for rollback.
                return false;
            }
        }

        private Connection enlist(Transaction transaction) throws SQLException {
            Connection connection = DriverManager.getConnection(DATABASE.url());
            connection.setAutoCommit(false);
            if (!takesPart(transaction, connection)) {
                connection.close();
                throw new SQLException("The server has no room for a second one");
            }
            Connection shared = (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, args) -> {
                        try {
                            return switch (method.getName()) {
                                case "close", "setAutoCommit" -> null;
                                default -> method.invoke(connection, args);
                            };
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    });
            enlisted.put(transaction, shared);
            return shared;
        }
    }

    private record OnePhase(Connection connection) implements LastResourceCommitOptimisation {

        @Override
        public void commit(Xid xid, boolean onePhase) throws XAException {
            end(Connection::commit);
        }

        @Override
        public void rollback(Xid xid) throws XAException {
            end(Connection::rollback);
        }

        private void end(Ending ending) throws XAException {
            try {
                ending.of(connection);
                connection.close();
            } catch (SQLException e) {
                throw new XAException(e.getMessage());
            }
        }

        private interface Ending {
            void of(Connection connection) throws SQLException;
        }

        @Override
        public int prepare(Xid xid) {
            return XA_OK;
        }

        @Override
        public void start(Xid xid, int flags) {}

        @Override
        public void end(Xid xid, int flags) {}

        @Override
        public void forget(Xid xid) {}

        @Override
        public int getTransactionTimeout() {
            return 0;
        }

        @Override
        public boolean setTransactionTimeout(int seconds) {
            return false;
        }

        @Override
        public boolean isSameRM(XAResource other) {
            return equals(other);
        }

        @Override
        public Xid[] recover(int flag) {
            return new Xid[0];
        }
    }

    @SuppressWarnings("NullAway.Init") // by start()
    private Application app;

    @BeforeAll
    void start() {
        app = Application.configured()
                .withH2(DEFAULT)
                .withH2(AUTH)
                .with("binds.meta.datasource", "server")
                .withTransactional()
                .withBeans(Transactions.class, Server.class)
                .withTables()
                .start();
    }

    @AfterAll
    void stop() {
        app.close();
    }

    @BeforeEach
    void emptyTables() {
        app.database(DEFAULT).execute("delete from person");
        DATABASE.execute("delete from audit_entry");
    }

    private void assertThatNothingIsWritten() {
        assertThat(app.database(DEFAULT).count("person")).isZero();
        assertThat(DATABASE.count("audit_entry")).isZero();
    }

    private static @Nullable Throwable coded(Throwable failure) {
        for (Throwable t = failure; t != null; t = t.getCause()) {
            if (t.getMessage() != null && t.getMessage().startsWith("BINDKEY-129")) {
                return t;
            }
        }
        return null;
    }

    private static String messages(Throwable failure) {
        StringBuilder messages = new StringBuilder();
        for (Throwable t = failure; t != null; t = t.getCause()) {
            messages.append(t.getMessage()).append('\n');
        }
        return messages.toString();
    }

    private void run(Consumer<EntityManager> work) {
        app.get(Transactions.class).run(work);
    }

    @Test
    void isWrittenAlone() {
        run(em -> em.persist(AuditEntry.of("alone")));

        assertThat(DATABASE.count("audit_entry")).isEqualTo(1);
    }

    @Test
    void leavesNoRoomForTheConnectionOfABindThatIsWritten() {
        assertThatThrownBy(() -> run(em -> {
                    em.persist(AuditEntry.of("first"));
                    em.flush();
                    em.persist(Person.named("Ada"));
                    em.flush();
                }))
                .extracting(ServersOwnDataSourceTest::coded)
                .isInstanceOf(PersistenceException.class)
                .extracting(failure -> failure.getMessage())
                .isEqualTo("BINDKEY-129: The connection of bind 'default' cannot take part in the transaction: the"
                        + " transaction manager declines it. Only one resource without two-phase commit can, and bind"
                        + " 'meta' has a data source of somebody else. Set binds.default.transaction = xa, or make that"
                        + " data source an XA one, or split the work into two transactions.");
        assertThatNothingIsWritten();
    }

    @Tag("once-each")
    @Test
    void findsNoRoomAfterABindThatWasWritten() {
        assertThatThrownBy(() -> run(em -> {
                    em.persist(Person.named("Ada"));
                    em.flush();
                    em.createQuery("select a from AuditEntry a", AuditEntry.class)
                            .getResultList();
                }))
                // EclipseLink puts the text of an SQLException into its own.
                .satisfies(failure -> assertThat(messages(failure))
                        .contains("BINDKEY-129: The connection of bind 'meta' cannot take part in the transaction: The"
                                + " server has no room for a second one. Only one resource without two-phase commit"
                                + " can, and bind 'default' was written to before. Set binds.default.transaction = xa,"
                                + " or make the data source of bind 'meta' an XA one, or split the work into two"
                                + " transactions."));
        assertThatNothingIsWritten();
    }

    @Test
    void isWrittenBesideABindWhereAllIsRolledBack() {
        try (RollingBack all = app.get(Binds.class).rollingBack()) {
            assertThat(all).isNotNull();
            run(em -> {
                em.persist(Person.named("Ada"));
                em.flush();
                em.persist(AuditEntry.of("second"));
                em.flush();
                assertThat(em.createQuery("select a from AuditEntry a", AuditEntry.class)
                                .getResultList())
                        .hasSize(1);
            });
        }
        assertThatNothingIsWritten();
    }
}
