// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static org.assertj.core.api.Assertions.assertThat;

import com.arjuna.ats.jta.TransactionManager;
import io.bindkey.it.scenarios.model.Person;
import io.bindkey.it.scenarios.model.meta.AuditEntry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Narayana leaves in the directory in which a program is started, in a process of its own. */
@Tag("any-provider")
@Tag("slow")
@Tag("thorough")
class WorkingDirectoryTest {

    @TempDir
    Path folder;

    private List<String> left() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> folder.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    @Test
    void nothingIsLeftByPlainJta() throws Exception {
        assertThat(OwnProcess.in(folder).run(Program.class)).isEqualTo("1 and 1");
        assertThat(left()).isEmpty();
    }

    @Test
    void nothingIsLeftWithoutRecoveryEither() throws Exception {
        assertThat(OwnProcess.in(folder).run(Program.class, "binds-settings.transactions.recovery", "false"))
                .isEqualTo("1 and 1");
        assertThat(left()).isEmpty();
    }

    @Test
    void whatTheUserHasChosenForNarayanaHoldsForAllOfIt() throws Exception {
        OwnProcess.in(folder)
                .with("ObjectStoreEnvironmentBean.objectStoreDir", "chosen")
                .run(Program.class);
        assertThat(left()).containsExactly("chosen");
    }

    @Test
    void whoWantsItsStatusManagerGetsIt() throws Exception {
        OwnProcess.in(folder)
                .with("CoordinatorEnvironmentBean.transactionStatusManagerEnable", "YES")
                .run(Program.class);
        assertThat(left()).containsExactly("ObjectStore", "PutObjectStoreDirHere");
    }

    @Test
    void twoPhasesHaveTheirLog() throws Exception {
        OwnProcess.in(folder).run(Program.class, "binds.default.transaction", "xa", "binds.meta.transaction", "xa");
        assertThat(left()).containsExactly("transaction-log");
    }

    @Test
    void resourcesOfSomebodyElseHaveTheirLog() throws Exception {
        OwnProcess.in(folder).run(Foreign.class);
        assertThat(left()).containsExactly("PutObjectStoreDirHere");
    }

    private static Application start(String... properties) {
        Application.Builder builder = Application.onH2()
                .withTransactional()
                .withBeans(Transactions.class)
                .with("binds-settings.transactions.across", "best-effort")
                .with("binds." + AUTH + ".active", "false");
        for (int i = 0; i < properties.length; i += 2) {
            builder.with(properties[i], properties[i + 1]);
        }
        return builder.start();
    }

    /** Commits one transaction over two binds, and rolls another one back. */
    static final class Program {

        private Program() {}

        public static void main(String... properties) {
            try (Application app = start(properties)) {
                app.schema().recreate();
                Transactions transactions = app.get(Transactions.class);
                transactions.run(em -> {
                    em.persist(Person.named("Ada"));
                    em.persist(AuditEntry.of("hired Ada"));
                });
                try {
                    transactions.run(em -> {
                        em.persist(Person.named("nobody"));
                        throw new IllegalArgumentException();
                    });
                } catch (IllegalArgumentException expected) {
                    // It is rolled back.
                }
                System.out.println(app.database(DEFAULT).count("person") + " and "
                        + app.database(Application.META).count("audit_entry"));
            }
        }
    }

    /** Commits a transaction over two resources that BindKey knows nothing of. */
    static final class Foreign {

        private Foreign() {}

        public static void main(String... properties) {
            try (Application app = start()) {
                app.schema().recreate();
                app.get(Transactions.class).run(em -> {
                    em.persist(Person.named("Ada"));
                    enlist("one");
                    enlist("other");
                });
            }
        }

        private static void enlist(String database) {
            JdbcDataSource source = new JdbcDataSource();
            source.setURL("jdbc:h2:mem:" + database);
            try {
                TransactionManager.transactionManager()
                        .getTransaction()
                        .enlistResource(source.getXAConnection().getXAResource());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
