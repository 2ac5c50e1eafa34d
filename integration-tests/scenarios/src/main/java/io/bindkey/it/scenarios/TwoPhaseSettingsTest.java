// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.databases.Interposed.call;
import static io.bindkey.it.databases.Interposed.proxy;
import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;
import static org.assertj.core.api.Assertions.assertThat;

import com.arjuna.ats.arjuna.common.arjPropertyManager;
import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.it.databases.PhysicalDatabase;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is found at deployment when two-phase commit, or recovery after it, could not work. */
@Tag("slow")
class TwoPhaseSettingsTest {

    @TempDir
    static Path folder;

    private static Application.Builder withXa() {
        return Application.onH2().with("binds.auth.transaction", "xa");
    }

    private static List<String> problemsOf(Application.Builder builder) {
        return builder.refused().problems().stream().map(Problem::toString).toList();
    }

    @Test
    void sqliteHasNoTwoPhaseCommit() {
        String url = "jdbc:sqlite:" + folder.resolve("auth.db");

        assertThat(problemsOf(Application.configured()
                        .withH2(DEFAULT)
                        .withH2(META)
                        .withDatabase(AUTH, PhysicalDatabase.of(url))
                        .with("binds.auth.transaction", "xa")))
                .containsExactly("BINDKEY-050: binds.auth.transaction = xa, but the database (" + url
                        + ") cannot prepare a transaction: SQLite has no two-phase commit."
                        + " Leave binds.auth.transaction = xa out: one such bind may take part beside xa binds.");
    }

    @Test
    void aDatabaseThatCannotPrepareIsFoundAtDeployment() {
        PhysicalDatabase database = Application.freshH2(AUTH);

        assertThat(problemsOf(Application.configured()
                        .withH2(DEFAULT)
                        .withH2(META)
                        .withDatabase(AUTH, database)
                        .with("binds.auth.transaction", "xa")
                        .with("binds.auth.driver", CannotPrepare.class.getName())))
                .containsExactly("BINDKEY-050: binds.auth.transaction = xa, but the database (" + database.url()
                        + ") cannot prepare a transaction: prepared transactions are disabled."
                        + " Leave binds.auth.transaction = xa out, or use another database.");
    }

    @Test
    void aDatabaseThatDoesNotTellWhatIsInDoubtIsFoundAtDeployment() {
        PhysicalDatabase database = Application.freshH2(AUTH);

        assertThat(problemsOf(Application.configured()
                        .withH2(DEFAULT)
                        .withH2(META)
                        .withDatabase(AUTH, database)
                        .with("binds.auth.transaction", "xa")
                        .with("binds.auth.driver", CannotRecover.class.getName())))
                .containsExactly("BINDKEY-051: binds.auth.transaction = xa, but the user may not ask the database ("
                        + database.url() + ") for transactions in doubt: access denied."
                        + " Give the user that right, or set binds-settings.transactions.recovery = false.");
    }

    @Test
    void withoutRecoveryNobodyAsksForThem() {
        withXa().with("binds.auth.driver", CannotRecover.class.getName())
                .with("binds-settings.transactions.recovery", "false")
                .start()
                .close();
    }

    @Test
    void twoApplicationsDoNotShareALog() {
        try (Application first = withXa().start()) {
            assertThat(first.router()).isNotNull();
            assertThat(problemsOf(withXa()))
                    .singleElement()
                    .asString()
                    .startsWith("BINDKEY-052: The transaction log in ")
                    .endsWith(
                            " cannot be used: another process uses it. Each process that runs at the same time needs a log"
                                    + " of its own: set binds-settings.transactions.object-store.");
        }
        withXa().start().close();
    }

    @Test
    void aNodeNameMustBeShort() {
        assertThat(problemsOf(withXa().with("binds-settings.transactions.node-name", "n".repeat(29))))
                .containsExactly("BINDKEY-053: binds-settings.transactions.node-name = " + "n".repeat(29)
                        + " is too long: write at most 28 bytes.");
    }

    @Test
    void oneJvmHasOneNodeNameAndOneLog() {
        withXa().start().close();
        String inForce = arjPropertyManager.getCoreEnvironmentBean().getNodeIdentifier();

        assertThat(problemsOf(withXa().with("binds-settings.transactions.node-name", "other")))
                .containsExactly("BINDKEY-054: binds-settings.transactions.node-name = other,"
                        + " but the transaction manager of this JVM already works with " + inForce
                        + ": leave the property out, or remove what sets the other.");
        assertThat(problemsOf(withXa().with(
                                "binds-settings.transactions.object-store",
                                folder.resolve("other").toString())))
                .singleElement()
                .asString()
                .startsWith("BINDKEY-054: binds-settings.transactions.object-store = " + folder.resolve("other"));
    }

    /** As PostgreSQL with {@code max_prepared_transactions = 0}. */
    public static class CannotPrepare extends Failing {

        public CannotPrepare() {
            super("prepare", "prepared transactions are disabled");
        }
    }

    /** As MySQL without {@code XA_RECOVER_ADMIN}. */
    public static class CannotRecover extends Failing {

        public CannotRecover() {
            super("recover", "access denied");
        }
    }

    /** H2, but for one method of its XA resources. */
    public abstract static class Failing extends RecordedDatabase.TwoPhase {

        private final String failing;
        private final String reason;

        Failing(String failing, String reason) {
            this.failing = failing;
            this.reason = reason;
        }

        @Override
        public XAConnection getXAConnection() throws SQLException {
            XAConnection connection = super.getXAConnection();
            return proxy(
                    XAConnection.class,
                    (method, args) -> method.getName().equals("getXAResource")
                            ? failing(connection.getXAResource())
                            : call(connection, method, args));
        }

        private XAResource failing(XAResource resource) {
            return proxy(XAResource.class, (method, args) -> {
                if (method.getName().equals(failing)) {
                    XAException failure = new XAException(reason);
                    failure.errorCode = XAException.XAER_RMERR;
                    throw failure;
                }
                return call(resource, method, args);
            });
        }
    }
}
