// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.scenarios;

import static io.bindkey.it.scenarios.Application.AUTH;
import static io.bindkey.it.scenarios.Application.DEFAULT;
import static io.bindkey.it.scenarios.Application.META;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.bindkey.SchemaReport.Action;
import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.scenarios.model.auth.User;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the JVM says of databases, tables and transactions is meant for others. Hibernate keeps what it says at the first
 * use, so each is a process.
 */
@Tag("any-provider")
@Tag("slow")
@Tag("thorough")
class ForeignPropertiesTest {

    private static final String H2 = "platform.h2";

    @TempDir
    Path folder;

    @BeforeEach
    void makeTables() {
        try (Application app = application(folder).withTables().start()) {
            app.inTransaction(em -> em.persist(User.named("before")));
        }
    }

    /** File databases, so that it is seen what becomes of their tables. */
    private static Application.Builder application(Path folder) {
        Application.Builder builder = Application.configured().resourceLocal();
        for (String key : List.of(DEFAULT, META, AUTH)) {
            builder.withDatabase(key, database(folder, key));
        }
        return builder;
    }

    private static PhysicalDatabase database(Path folder, String key) {
        return new PhysicalDatabase(
                "jdbc:h2:file:" + folder.resolve(key) + System.getProperty(H2, ""), "owner", "hush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-Djakarta.persistence.jdbc.user=stranger -Djakarta.persistence.jdbc.password=other"
                        + " -Djakarta.persistence.jdbc.url=jdbc:h2:mem:elsewhere -Djakarta.persistence.jdbc.driver=no.Driver"
                        + " -Djavax.persistence.jdbc.user=stranger",
                "-Dhibernate.connection.username=stranger -Dhibernate.connection.url=jdbc:h2:mem:elsewhere"
                        + " -Dhibernate.connection.provider_class=no.Provider",
                "-Djakarta.persistence.jtaDataSource=no/such/one -Djakarta.persistence.nonJtaDataSource=no/such/one"
                        + " -Dhibernate.connection.datasource=no/such/one"
                        + " -Dhibernate.multi_tenant_connection_provider=no.Provider",
                "-Djakarta.persistence.transactionType=JTA -Dhibernate.transaction.coordinator_class=jta"
                        + " -Dhibernate.transaction.jta.platform=no.Platform -Dhibernate.cfg_xml_file=no.such.xml",
                "-Dhibernate.hbm2ddl.auto=create-drop",
                "-Djakarta.persistence.schema-generation.database.action=drop-and-create",
                "-Djakarta.persistence.schema-generation.drop-script-source=no.sql -Djavax.persistence.schema-generation.database.action=drop-and-create"
                        + " -Djakarta.persistence.sql-load-script-source=no.sql",
                "-Declipselink.ddl-generation=drop-and-create-tables",
            })
    void doNotReachTheUnitOfABind(String arguments) throws Exception {
        start("", arguments.split(" "));

        assertThat(database(folder, AUTH).rows("select name from users order by name"))
                .containsExactly(List.of("before"), List.of("within"));
    }

    /** Hibernate reads it, and nothing tells whose it is. */
    @Test
    void doNotReachItByAFileOnTheClassPath() throws Exception {
        Path classes = Files.createDirectory(folder.resolve("classes"));
        Files.writeString(
                classes.resolve("hibernate.properties"),
                "hibernate.hbm2ddl.auto=create-drop\nhibernate.connection.username=stranger\n");

        start(classes + File.pathSeparator);

        assertThat(database(folder, AUTH).rows("select name from users order by name"))
                .containsExactly(List.of("before"), List.of("within"));
    }

    /** Only Hibernate has JTA in Java SE without further ado. */
    @Test
    void doNotReachAUnitUnderJta() throws Exception {
        assumeThat(System.getProperty("platform.hibernate")).isNotNull();

        start(
                "",
                "-Djta=true",
                "-Dhibernate.transaction.coordinator_class=jdbc",
                "-Djakarta.persistence.jdbc.user=other");

        assertThat(database(folder, AUTH).rows("select name from users order by name"))
                .containsExactly(List.of("before"), List.of("within"));
    }

    private void start(String classPath, String... arguments) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.add("-D" + H2 + "=" + System.getProperty(H2, ""));
        command.addAll(List.of(arguments));
        command.add("-cp");
        command.add(classPath + System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
        command.addAll(List.of(WithForeign.class.getName(), folder.toString()));
        int end = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start()
                .waitFor();
        assertThat(end).describedAs(Files.readString(log, UTF_8)).isZero();
    }

    /** The application in a virtual machine with properties of others. */
    static final class WithForeign {

        private WithForeign() {}

        public static void main(String... folder) {
            Application.Builder builder = application(Path.of(folder[0]));
            boolean jta = Boolean.getBoolean("jta");
            if (jta) {
                builder.with("binds-defaults.transaction", "jta")
                        .withTransactional()
                        .withBeans(Transactions.class);
            }
            try (Application app = builder.start()) {
                if (jta) {
                    app.get(Transactions.class).run(em -> em.persist(User.named("within")));
                } else {
                    app.inTransaction(em -> em.persist(User.named("within")));
                }
                List<String> statements =
                        app.schema().script(Action.CREATE, AUTH).get(0).statements();
                if (statements.stream().noneMatch(sql -> sql.matches("(?is)create table users .*"))) {
                    throw new AssertionError(statements);
                }
            } catch (RuntimeException | AssertionError e) {
                e.printStackTrace();
                System.exit(1);
            }
            System.exit(0);
        }
    }
}
