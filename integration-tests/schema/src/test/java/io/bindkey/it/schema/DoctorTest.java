// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.command.SchemaCommand;
import io.bindkey.it.databases.PhysicalDatabase;
import io.bindkey.it.databases.ReplicatedMariaDb;
import io.bindkey.it.databases.ReplicatedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the doctor sees, and that it leaves all as it was. */
@Tag("later")
class DoctorTest extends ShellContract {

    private static final Path WORK = Path.of("..", "databases", "target", "real databases");

    @TempDir
    Path folder;

    private List<String> lines() {
        return out.lines().map(String::strip).toList();
    }

    @Test
    void findsAllWell() {
        PhysicalDatabase database = SchemaApplication.freshH2();
        on("guest", database);
        properties.put("binds.guest.read-only", "true");
        assertThat(run("create", "guest")).isEqualTo(3);
        properties.put("binds.guest.read-only", "false");
        assertThat(run("create", "guest")).isZero();

        assertThat(run("doctor", "guest")).as(out + err).isZero();
        assertThat(lines())
                .contains("configuration", "guest  " + database.url())
                .anyMatch(line -> line.matches("ok +no problem in the configuration of 1 bind"))
                .anyMatch(line -> line.matches("ok +reach +in \\d+ ms.*"))
                .anyMatch(line -> line.matches("ok +versions +H2 2\\..*; driver .*; Hibernate.* \\d+\\..*"))
                .anyMatch(line -> line.matches("ok +schema +as the mapping wants it, 1 table"))
                .endsWith("1 bind: all is well");
        assertThat(err).isEmpty();
    }

    @Test
    void seesWhatIsMissingAndMakesNothing() {
        PhysicalDatabase database = SchemaApplication.freshH2();
        on("guest", database);

        assertThat(run("doctor", "guest")).isEqualTo(3);
        assertThat(lines()).anyMatch(line -> line.matches("FAIL +schema +guest: missing table, guest"));
        properties.put("binds.guest.schema.strategy", "validate");
        assertThat(run("doctor", "guest")).isEqualTo(3);
        assertThat(lines()).anyMatch(line -> line.matches("FAIL +schema +BINDKEY-065: .*missing table, guest"));
        properties.put("binds.guest.schema.strategy", "create");
        assertThat(run("doctor", "guest")).isEqualTo(1);
        assertThat(lines())
                .anyMatch(
                        line -> line.matches(
                                "warn +schema +guest: missing table, guest; schema.strategy = create may make it at the next start"));
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void makesNoDatabase() throws IOException {
        on("guest", PhysicalDatabase.of("jdbc:sqlite:" + folder.resolve("guests.db")));
        on("shapes", PhysicalDatabase.of("jdbc:h2:" + folder.resolve("shapes")));

        assertThat(run("doctor", "guest", "shapes")).as(out).isEqualTo(1);
        assertThat(lines().stream().filter(line -> line.matches("warn +reach +there is no such database yet: .*")))
                .hasSize(2);
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void leavesSqliteAsItIs() throws IOException {
        Path file = folder.resolve("guests.db");
        PhysicalDatabase database = PhysicalDatabase.of("jdbc:sqlite:" + file);
        on("guest", database);
        assertThat(run("create", "guest")).as(err).isZero();
        byte[] before = Files.readAllBytes(file);

        assertThat(run("doctor", "guest")).as(out).isZero();
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    private static int unusedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void goesOnWhenSomeAreDown() throws IOException {
        PhysicalDatabase database = SchemaApplication.freshH2();
        on("guest", database);
        assertThat(run("create", "guest")).isZero();
        int down = unusedPort();
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            on("shapes", PhysicalDatabase.of("jdbc:postgresql://127.0.0.1:" + down + "/down"));
            on("one", PhysicalDatabase.of("jdbc:postgresql://127.0.0.1:" + silent.getLocalPort() + "/silent"));
            on("other", PhysicalDatabase.of("jdbc:mariadb://127.0.0.1:" + silent.getLocalPort() + "/silent"));

            assertThat(run("doctor", "--timeout", "2", "guest", "shapes", "one", "other"))
                    .isEqualTo(3);
        }
        assertThat(lines())
                .anyMatch(line -> line.matches("FAIL +reach +BINDKEY-043: The database of bind 'shapes' .*"))
                .anyMatch(line -> line.matches("FAIL +reach +BINDKEY-200: The database of bind 'one' .* within 2 s .*"))
                .anyMatch(line -> line.matches("FAIL +reach +BINDKEY-200: The database of bind 'other' .*"))
                .anyMatch(line -> line.matches("ok +schema +as the mapping wants it, 1 table"))
                .endsWith("4 binds: 3 fail, 0 warn, 0 not told");
    }

    @Test
    void looksAlsoAtWhatWouldBeRefused() {
        on("guest", SchemaApplication.freshH2());
        on("shapes", PhysicalDatabase.of("jdbc:nobody:knows"));
        properties.put("binds.guest.schema.allow-drpo", "true");
        properties.put("binds.ghost.read-only", "true");

        assertThat(run("doctor")).isEqualTo(3);
        assertThat(lines())
                .anyMatch(line -> line.matches("FAIL +BINDKEY-004: .*allow-drpo.*"))
                .anyMatch(line -> line.matches("FAIL +BINDKEY-001: .*ghost.*"))
                .anyMatch(line -> line.matches("FAIL +BINDKEY-040: .*nobody.*"))
                .anyMatch(line -> line.matches("- +reach +not looked at: see the configuration"))
                .anyMatch(line -> line.matches("- +reach +switched off .*"))
                .anyMatch(line -> line.matches("ok +reach +in .*"));
        assertThat(run("doctor", "nobody")).isEqualTo(2);
        assertThat(err).startsWith("BINDKEY-100");
    }

    @Test
    void tellsPrograms() {
        on("guest", SchemaApplication.freshH2());

        assertThat(run("doctor", "guest", "--json")).isEqualTo(3);
        assertThat(out)
                .startsWith("{")
                .contains("\"key\": \"guest\"", "\"mark\": \"fail\"", "\"text\": \"guest: missing table, guest\"");
    }

    @Test
    void showsNoSecretOfAnyPlace() throws IOException, SQLException {
        Path file = Files.writeString(folder.resolve("password"), "in-a-file\n");
        Driver driver = new Chatterbox();
        DriverManager.registerDriver(driver);
        try {
            on(
                    "shapes",
                    new PhysicalDatabase("jdbc:chatterbox://ann:from-url@h/db?password=in-query", "ann", "plain-one"));
            properties.put("binds.shapes.properties.\"some.password\"", "provided");
            on("one", PhysicalDatabase.of("jdbc:chatterbox://h/db"));
            properties.put("binds.one.username", "ann");
            properties.put("binds.one.password-file", file.toString());
            on("other", PhysicalDatabase.of(SchemaApplication.freshH2().url() + ";USER=sa;PASSWORD=in-query"));

            properties.put("binds.other.replicas.near.url", "jdbc:chatterbox://near/db");
            properties.put("binds.other.replicas.near.username", "ann");
            properties.put("binds.other.replicas.near.password", "of-a-copy");

            for (String format : List.of("--quiet", "--json")) {
                assertThat(run("doctor", format, "shapes", "one", "other")).isEqualTo(3);
                assertThat(out).contains("no entry for", "***");
                assertThat(out + err)
                        .doesNotContain("from-url", "in-query", "provided", "plain-one", "in-a-file", "of-a-copy");
            }
            assertThat(run("list", "--json")).as(err).isZero();
            assertThat(out + err)
                    .doesNotContain("from-url", "in-query", "provided", "plain-one", "in-a-file", "of-a-copy");
        } finally {
            DriverManager.deregisterDriver(driver);
        }
    }

    @Test
    @Tag("slow")
    @Tag("thorough")
    void leavesOneAloneThatFallsSilentLater() throws SQLException {
        Driver driver = new Sluggish();
        DriverManager.registerDriver(driver);
        try {
            on("guest", SchemaApplication.freshH2());
            on("shapes", PhysicalDatabase.of("jdbc:sluggish:x"));
            assertThat(run("doctor", "guest", "shapes", "--timeout", "1")).isEqualTo(3);
            assertThat(lines())
                    .anyMatch(line -> line.matches("FAIL +schema +guest: missing table, guest"))
                    .anyMatch(line -> line.matches("ok +versions +H2 .*"))
                    .anyMatch(line -> line.matches(
                            "FAIL +schema +BINDKEY-200: The database of bind 'shapes' .* within 6 s \\(schema\\).*"));
            assertThat(err.lines()).contains("doctor: waits for bind 'shapes' (schema)");
        } finally {
            Sluggish.end();
            DriverManager.deregisterDriver(driver);
        }
    }

    @Test
    void tellsWhatEclipseLinkCannot() {
        on("eclipse", SchemaApplication.freshH2());
        properties.put("binds.eclipse.provider", "org.eclipse.persistence.jpa.PersistenceProvider");

        assertThat(run("doctor", "eclipse")).as(out).isZero();
        assertThat(lines())
                .anyMatch(line -> line.matches("ok +versions +H2 .*; PersistenceProvider.*"))
                .anyMatch(line -> line.matches("- +schema .*"));
    }

    /** In a process of its own: a provider that writes to the standard output does not reach it. */
    @Test
    @Tag("slow")
    void putsNothingBesideTheResult() throws IOException {
        on("eclipse", PhysicalDatabase.of("jdbc:h2:mem:alone"));
        properties.put("binds.eclipse.provider", "org.eclipse.persistence.jpa.PersistenceProvider");
        assertThat(run("list")).as(err).isZero();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of(
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                SchemaCommand.class.getName()));
        command.addAll(List.of("doctor", "eclipse", "--json"));
        Process process = new ProcessBuilder(command)
                .redirectError(folder.resolve("err").toFile())
                .start();

        String result = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.onExit().join().exitValue()).as(result).isZero();
        assertThat(result.strip()).startsWith("{").endsWith("}").contains("\"key\": \"eclipse\"");
        assertThat(folder.resolve("err")).content().contains("EclipseLink, version");
    }

    @Test
    @Tag("slow")
    void looksAtReplicas() throws IOException {
        try (ReplicatedPostgres servers = ReplicatedPostgres.start(WORK, 2)) {
            PhysicalDatabase primary = servers.primary("watched");
            on("guest", primary);
            assertThat(run("create", "guest")).as(err).isZero();
            properties.put(
                    "binds.guest.replicas.near.url",
                    servers.replica(0, "watched").url());
            properties.put(
                    "binds.guest.replicas.far.url",
                    servers.replica(1, "watched").url());
            properties.put("binds.guest.replicas.wrong.url", primary.url().replace("watched", "postgres"));
            properties.put("binds.guest.replicas.down.url", "jdbc:postgresql://127.0.0.1:" + unusedPort() + "/watched");
            servers.awaitCaughtUp(0);
            servers.pauseReplay(1);
            primary.execute("insert into guest (id) values (1)");

            // What is a second old is late.
            properties.put("binds.guest.reading.max-lag", "1ms");
            assertThat(run("doctor", "guest")).as(out).isEqualTo(1);
            assertThat(lines())
                    .anyMatch(line -> line.matches("ok +replica +near replicates, \\d\\.\\d s behind"))
                    .anyMatch(line -> line.matches("warn +replica +BINDKEY-208: Replica 'far' .* is \\d+ ms behind.*"))
                    .anyMatch(line -> line.matches("warn +replica +BINDKEY-208: Replica 'wrong' .* takes writes.*"))
                    .anyMatch(line -> line.matches("warn +replica +BINDKEY-208: Replica 'down' .* cannot be reached.*"))
                    .anyMatch(line -> line.matches("ok +pools .*guest 20, guest/wrong 20.*"))
                    .anyMatch(line -> line.matches("ok +pools .*by guest/near 20.*"));

            on(
                    "guest",
                    new PhysicalDatabase(servers.replica(0, "watched").url(), primary.username(), primary.password()));
            assertThat(run("doctor", "guest")).isEqualTo(3);
            assertThat(lines()).anyMatch(line -> line.matches("FAIL +writes +BINDKEY-209: .*it is a replica.*"));
        }
    }

    @Test
    @Tag("slow")
    void looksAtReplicasOfMariaDb() {
        try (ReplicatedMariaDb servers = ReplicatedMariaDb.start(WORK, 1)) {
            PhysicalDatabase primary = servers.primary("watched");
            on("guest", primary);
            assertThat(run("create", "guest")).as(err).isZero();
            servers.awaitCaughtUp(0);
            properties.put(
                    "binds.guest.replicas.near.url",
                    servers.replica(0, "watched").url());

            assertThat(run("doctor", "guest")).as(out).isZero();
            assertThat(lines()).anyMatch(line -> line.matches("ok +replica +near replicates, 0\\.0 s behind"));
            servers.pauseReplay(0);
            assertThat(run("doctor", "guest")).as(out).isEqualTo(1);
            assertThat(lines())
                    .anyMatch(line -> line.matches("warn +replica +BINDKEY-208: Replica 'near' .* stands still: .*"));
        }
    }

    @Test
    @Tag("slow")
    void onPostgres() {
        PhysicalDatabase database = Servers.postgres();
        onServer(database);
        database.execute("create role watcher login password 'watcher-s'");
        try {
            assertThat(run("create", "guest")).as(err).isZero();
            database.execute("grant select on guest to watcher");
            on("guest", new PhysicalDatabase(database.url(), "watcher", "watcher-s"));
            properties.put("binds.guest.schema.strategy", "create");
            assertThat(run("doctor", "guest")).as(out).isEqualTo(3);
            assertThat(lines())
                    .anyMatch(line -> line.matches(
                            "FAIL +rights +BINDKEY-201: User watcher of bind 'guest' may not make tables: .*"))
                    .anyMatch(
                            line -> line.matches(
                                    "FAIL +rights +BINDKEY-201: User watcher of bind 'guest' may not read and write guest: .*"));
        } finally {
            database.execute("drop owned by watcher");
            database.execute("drop role watcher");
        }
    }

    @Test
    @Tag("slow")
    void onMariaDb() {
        PhysicalDatabase database = Servers.mariaDb();
        onServer(database);
        String name = database.url().replaceFirst(".*/", "");
        database.execute("create user watcher@'%' identified by 'watcher-s'");
        try {
            assertThat(run("create", "guest")).as(err).isZero();
            database.execute("grant select on " + name + ".guest to watcher@'%'");
            on("guest", new PhysicalDatabase(database.url(), "watcher", "watcher-s"));
            properties.put("binds.guest.schema.strategy", "create");
            assertThat(run("doctor", "guest")).as(out).isEqualTo(3);
            assertThat(lines())
                    .anyMatch(
                            line -> line.matches("FAIL +rights +BINDKEY-201: User .*watcher.* may not make tables: .*"))
                    .anyMatch(line -> line.matches(
                            "FAIL +rights +BINDKEY-201: User .*watcher.* may not read and write guest: .*"));
        } finally {
            database.execute("drop user watcher@'%'");
        }
    }

    /** What both servers have in common. */
    private void onServer(PhysicalDatabase database) {
        on("guest", database);
        on("flyway", database);
        on("liquibase", database);
        properties.put("binds.flyway.migration.tool", "flyway");
        properties.put("binds.liquibase.migration.tool", "liquibase");
        properties.put("binds.flyway.pool.max-size", "5000");

        assertThat(run("doctor", "guest", "flyway", "liquibase")).isEqualTo(3);
        assertThat(lines())
                .anyMatch(line -> line.matches("ok +clock +differs by \\d+ ms"))
                .anyMatch(line -> line.matches("ok +writes +takes writes"))
                .anyMatch(line -> line.matches("ok +rights +may make tables"))
                .anyMatch(line -> line.matches("FAIL +schema +guest: missing table, guest"))
                .anyMatch(line -> line.matches(
                        "warn +migrations +BINDKEY-206: .* runs 2 migrations .*: V1__bird.sql, V2__birds.sql."))
                .anyMatch(line -> line.matches("warn +migrations +BINDKEY-206: .* by liquibase: .*"))
                .anyMatch(line -> line.matches("warn +schema +flyway: missing table, bird; a migration may .*"))
                .anyMatch(line -> line.matches(
                        "warn +pools +BINDKEY-203: .*up to 5040 connections .*guest 20, flyway 5000, liquibase 20.*"
                                + "|warn +pools +BINDKEY-203: .*up to 5040 connections .*"));
        assertThat(database.tables()).isEmpty();

        PhysicalDatabase refused = new PhysicalDatabase(database.url(), database.username(), "not-the-one");
        on("guest", refused);
        assertThat(run("doctor", "guest")).isEqualTo(3);
        assertThat(lines()).anyMatch(line -> line.matches("FAIL +reach +BINDKEY-043: .*"));
        assertThat(out + err).doesNotContain("not-the-one", database.password());
        on("guest", database);
    }
}
