// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema;

import static io.bindkey.it.schema.SchemaApplication.GUEST;
import static io.bindkey.it.schema.SchemaApplication.SHAPES;
import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.SchemaReport;
import io.bindkey.it.databases.Interposed;
import io.bindkey.it.databases.PhysicalDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Instances of one application that create one schema at the same time. */
@Tag("slow")
@Tag("matrix")
class ManyInstancesTest {

    /** Ten with {@code -Pall}: virtual machines that start together are slow. */
    private static final int INSTANCES = Integer.getInteger("instances", 3);

    @TempDir
    Path folder;

    /** All come while the schema is not there: the test keeps the lock until each of them waits for it. */
    @Test
    void manyJvmsOnOneEmptyPostgres() throws IOException, SQLException, InterruptedException {
        PhysicalDatabase database = Servers.postgres();
        List<Process> instances = new ArrayList<>();
        try (Connection connection =
                DriverManager.getConnection(database.url(), database.username(), database.password())) {
            ask(connection, "select pg_advisory_lock(27700470569723257)");
            for (int i = 0; i < INSTANCES; i++) {
                instances.add(start(database, folder.resolve(i + ".log")));
            }
            while (!ask(connection, "select count(*) from pg_locks where locktype = 'advisory' and not granted")
                    .equals(String.valueOf(INSTANCES))) {
                for (int i = 0; i < INSTANCES; i++) {
                    assertThat(instances.get(i).isAlive()).describedAs(log(i)).isTrue();
                }
                Thread.sleep(100);
            }
            assertThat(database.tables()).isEmpty();
        } catch (AssertionError e) {
            instances.forEach(Process::destroyForcibly);
            throw e;
        }
        List<String> creators = new ArrayList<>();
        for (int i = 0; i < INSTANCES; i++) {
            assertThat(instances.get(i).waitFor()).describedAs(log(i)).isZero();
            // The log tells what schema.strategy has made.
            log(i).lines()
                    .filter(line -> line.contains(": done, tables ["))
                    .map(line -> line.strip().replaceFirst(":.*", ""))
                    .forEach(creators::add);
        }
        // Of all, one made each of the binds, and its script ran once.
        assertThat(creators).containsExactlyInAnyOrder(GUEST, SHAPES);
        assertThat(database.count("guest")).isEqualTo(2);
        assertThat(database.tables()).contains("author", "novel_tags", "guest");
    }

    private String log(int instance) throws IOException {
        String log = Files.readString(folder.resolve(instance + ".log"));
        return log.substring(Math.max(0, log.length() - 5000));
    }

    private static String ask(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    private static Process start(PhysicalDatabase database, Path log) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Instance.class.getName(),
                        database.url(),
                        database.username(),
                        database.password())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /** One instance of the application. */
    static final class Instance {

        private Instance() {}

        public static void main(String... database) {
            PhysicalDatabase physical = new PhysicalDatabase(database[0], database[1], database[2]);
            SchemaApplication.on(SHAPES, physical)
                    .and(GUEST, physical)
                    .with("binds-defaults.schema.strategy", "create")
                    .with("binds.guest.schema.load-script", "data/guests.sql")
                    // Many virtual machines at once are slow.
                    .with("binds-defaults.pool.acquisition-timeout", "2m")
                    .start()
                    .close();
        }
    }

    /** H2 has no lock to be held: who comes second sees it by a statement that fails. */
    @Tag("thorough")
    @Test
    void severalOnOneH2() throws Exception {
        createTogether(SchemaApplication.freshH2());
    }

    @Test
    void severalOnOneSqlite() throws Exception {
        createTogether(PhysicalDatabase.of("jdbc:sqlite:" + folder.resolve("one.db") + "?busy_timeout=30000"));
    }

    @Tag("thorough")
    @Test
    void severalOnOneMariaDb() throws Exception {
        createTogether(Servers.mariaDb());
    }

    /**
     * Another instance makes one object, whichever, in the moment in which this one was about to make it. Whoever has made the
     * first table fills the new tables: once, and nobody else.
     */
    @Test
    void anotherComesFirstWithAnyOfTheObjects() {
        Disturbed disturbed = new Disturbed();
        try (SchemaApplication application = SchemaApplication.on(GUEST, SchemaApplication.freshH2())
                .andByDataSource(SHAPES, disturbed.dataSource())
                .with("binds.shapes.schema.load-script", "data/filled.sql")
                .start()) {
            int objects = (int) disturbed.create(application, -1).stream()
                    .filter(Disturbed.MADE)
                    .count();
            assertThat(disturbed.filled()).isEqualTo(1);
            int filledByTheOther = 0;
            for (int lost = 0; lost < objects; lost++) {
                disturbed.create(application, lost);
                assertThat(disturbed.filled())
                        .describedAs("filled, not first with object %s", lost)
                        .isLessThan(2);
                filledByTheOther += disturbed.filled() == 0 ? 1 : 0;
            }
            assertThat(filledByTheOther).isOne();
        }
    }

    /** A new database each time, on which another connection is first with one of the objects. */
    private static final class Disturbed {

        private static final Predicate<String> MADE =
                Pattern.compile("^(create|alter) ").asPredicate();

        private PhysicalDatabase database = SchemaApplication.freshH2();
        private int lost;
        private int made;

        /** {@return the statements of a creation in a new database} */
        List<String> create(SchemaApplication application, int otherIsFirstWith) {
            database = SchemaApplication.freshH2();
            database.execute("create table filled (by_script boolean)");
            lost = otherIsFirstWith;
            made = 0;
            SchemaReport report = application.schema().create(SHAPES);
            assertThat(report.succeeded()).isTrue();
            assertThat(application.schema().validate(SHAPES).differences()).isEmpty();
            return SchemaApplication.only(report.outcomes()).statements();
        }

        long filled() {
            return database.count("filled");
        }

        DataSource dataSource() {
            return Interposed.proxy(DataSource.class, (of, args) -> {
                Object answer = Interposed.call(NamedDataSources.of(database), of, args);
                return answer instanceof Connection connection ? disturb(connection) : answer;
            });
        }

        private Connection disturb(Connection connection) {
            return Interposed.proxy(Connection.class, (call, values) -> {
                Object result = Interposed.call(connection, call, values);
                return call.getName().equals("createStatement")
                        ? disturb(connection, Objects.requireNonNull(result))
                        : result;
            });
        }

        private Statement disturb(Connection connection, Object statement) {
            return Interposed.proxy(Statement.class, (method, sql) -> {
                if (method.getName().equals("execute")
                        && sql != null
                        && MADE.test(String.valueOf(sql[0]))
                        && made++ == lost) {
                    // As H2 does it itself when the statement begins.
                    connection.commit();
                    database.execute(String.valueOf(sql[0]));
                }
                return Interposed.call(statement, method, sql);
            });
        }
    }

    private static void createTogether(PhysicalDatabase database) throws Exception {
        int instances = 4;
        List<SchemaApplication> applications = new ArrayList<>();
        ExecutorService executor = Executors.newFixedThreadPool(instances);
        try {
            for (int i = 0; i < instances; i++) {
                applications.add(SchemaApplication.on(SHAPES, database)
                        .and(GUEST, database)
                        .with("binds.guest.schema.load-script", "data/guests.sql")
                        .start());
            }
            CyclicBarrier barrier = new CyclicBarrier(instances);
            List<Callable<SchemaReport>> work = new ArrayList<>();
            for (SchemaApplication application : applications) {
                work.add(() -> {
                    barrier.await();
                    return application.schema().create();
                });
            }
            for (Future<SchemaReport> report : executor.invokeAll(work)) {
                assertThat(report.get().succeeded()).isTrue();
            }
            assertThat(applications.get(0).schema().validate().differences()).isEmpty();
            assertThat(database.count("guest")).isEqualTo(2);
        } finally {
            executor.shutdown();
            applications.forEach(SchemaApplication::close);
        }
    }
}
