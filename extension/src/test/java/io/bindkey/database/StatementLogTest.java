// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.config.BindSettings;
import io.bindkey.config.BindsReader;
import io.bindkey.telemetry.BindTelemetry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.ByteArrayInputStream;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the log has of the statements of a bind. */
class StatementLogTest {

    private static final Logger LOG = Logger.getLogger("io.bindkey.sql");

    private final JdbcDataSource h2 = new JdbcDataSource();
    private final List<String> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(line.getLevel() + " " + new SimpleFormatter().formatMessage(line));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private final Level before = LOG.getLevel();
    private Connection keepsItAlive;

    @BeforeEach
    void open() throws SQLException {
        h2.setURL("jdbc:h2:mem:logged");
        keepsItAlive = h2.getConnection();
        try (Statement statement = keepsItAlive.createStatement()) {
            statement.execute("create table t (id int primary key, text varchar(500), data varbinary(100))");
        }
        LOG.setLevel(Level.INFO);
        LOG.addHandler(handler);
    }

    @AfterEach
    void close() throws SQLException {
        LOG.removeHandler(handler);
        LOG.setLevel(before);
        keepsItAlive.close();
    }

    private static BindSettings settings(String... properties) {
        Map<String, String> config = new HashMap<>(Map.of("binds.auth.url", "jdbc:h2:mem:logged"));
        for (int i = 0; i < properties.length; i += 2) {
            String name = properties[i];
            config.put(name.startsWith("binds") ? name : "binds.auth." + name, properties[i + 1]);
        }
        return Objects.requireNonNull(BindsReader.read(
                        new SmallRyeConfigBuilder()
                                .withSources(new PropertiesConfigSource(config, "test", 100))
                                .build(),
                        List.of())
                .config()
                .binds()
                .get("auth"));
    }

    private DataSource watched(String... properties) {
        return new GuardedDataSource(
                h2,
                new StatementWatch(settings(properties), () -> false, BindTelemetry.NONE),
                WriteChecks.always(() -> {}),
                new NobodyHears());
    }

    /** {@return the lines without how long it took} */
    private List<String> lines() {
        return lines.stream()
                .map(line -> line.replaceFirst("\\d+\\.\\d ms", "N ms"))
                .toList();
    }

    @Test
    void eachStatementHasALineWithItsTimeAndItsRows() throws SQLException {
        try (Connection connection = watched("log.sql", "true").getConnection()) {
            try (PreparedStatement insert = connection.prepareStatement("insert into t (id) values (?)")) {
                insert.setInt(1, 7);
                insert.executeUpdate();
                insert.setInt(1, 8);
                insert.addBatch();
                insert.setInt(1, 9);
                insert.addBatch();
                insert.executeBatch();
            }
            try (Statement statement = connection.createStatement()) {
                try (ResultSet rows = statement.executeQuery("select id from t")) {
                    while (rows.next()) {
                        assertThat(rows.getInt(1)).isPositive();
                    }
                }
                assertThatThrownBy(() -> statement.executeUpdate("insert into t (id) values (7)"))
                        .isInstanceOf(SQLException.class);
                statement.execute("select id from t where id = 7");
                assertThat(statement.getResultSet().next()).isTrue();
            }
        }
        assertThat(lines.get(0)).matches("INFO \\[auth] \\d+\\.\\d ms, 1 row: insert into t \\(id\\) values \\(\\?\\)");
        assertThat(lines())
                .containsExactly(
                        "INFO [auth] N ms, 1 row: insert into t (id) values (?)",
                        "INFO [auth] N ms, 2 rows: insert into t (id) values (?) (batch of 2)",
                        "INFO [auth] N ms, 3 rows: select id from t",
                        "INFO [auth] N ms, failed: insert into t (id) values (7)",
                        "INFO [auth] N ms, 1 row: select id from t where id = 7");
    }

    @Test
    void parametersAreShownWhereTheyAreAskedForShortAndTheirKindWhereTheyAreLong() throws SQLException {
        try (Connection connection =
                        watched("log.sql", "true", "log.parameters", "true").getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into t values (?, ?, ?)")) {
            insert.setInt(1, 1);
            insert.setString(2, "it's");
            insert.setBytes(3, new byte[12]);
            insert.executeUpdate();
            insert.setInt(1, 2);
            insert.setString(2, "x".repeat(300));
            insert.setNull(3, Types.VARBINARY);
            insert.executeUpdate();
            insert.setInt(1, 3);
            insert.setBinaryStream(3, new ByteArrayInputStream(new byte[3]));
            insert.executeUpdate();
        }
        assertThat(lines())
                .containsExactly(
                        "INFO [auth] N ms, 1 row: insert into t values (?, ?, ?) {1=1, 2='it''s', 3=<12 bytes>}",
                        "INFO [auth] N ms, 1 row: insert into t values (?, ?, ?) {1=2, 2='" + "x".repeat(100)
                                + "'… (300), 3=null}",
                        "INFO [auth] N ms, 1 row: insert into t values (?, ?, ?) {1=3, 2='" + "x".repeat(100)
                                + "'… (300), 3=<a stream>}");
    }

    @Test
    void parametersOfABindThatForbidsThemAreNeverShown() throws SQLException {
        for (String[] properties : List.of(
                new String[] {"log.parameters", "never", "binds-defaults.log.parameters", "true"},
                new String[] {"log.parameters", "true", "binds-defaults.log.parameters", "never"},
                new String[] {"binds-defaults.log.parameters", "true", "log.parameters", "false"})) {
            assertThat(settings(properties).watch().logParameters())
                    .as(String.join(" ", properties))
                    .isFalse();
        }
        assertThat(settings("binds-defaults.log.parameters", "true").watch().logParameters())
                .isTrue();
    }

    /** What the application was built with cannot be taken back by a variable of the environment. */
    @Test
    void whatIsForbiddenInOneSourceIsForbiddenInAll() {
        BindSettings bind = BindsReader.read(
                        new SmallRyeConfigBuilder()
                                .withSources(
                                        new PropertiesConfigSource(
                                                Map.of(
                                                        "binds.auth.url", "jdbc:h2:mem:x",
                                                        "binds.auth.log.parameters", "never"),
                                                "built in",
                                                100),
                                        new PropertiesConfigSource(
                                                Map.of("binds.auth.log.parameters", "true"), "given later", 400))
                                .build(),
                        List.of())
                .config()
                .binds()
                .get("auth");
        assertThat(Objects.requireNonNull(bind).watch().logParameters()).isFalse();
    }

    @Test
    void passwordsAreNotShownWhereValuesStand() throws SQLException {
        try (Connection connection = watched(
                                "log.sql", "true", "log.parameters", "true", "username", "sa", "password", "hush")
                        .getConnection();
                PreparedStatement insert =
                        connection.prepareStatement("insert into t (id, text) values (?, 'a hush')")) {
            insert.setInt(1, 1);
            insert.executeUpdate();
        }
        assertThat(lines())
                .containsExactly("INFO [auth] N ms, 1 row: insert into t (id, text) values (?, '***') {1=1}");
    }

    @Test
    void aSlowStatementIsToldWithTheLineThatWantedIt() throws SQLException {
        try (Connection connection = watched("log.slow-query-threshold", "0ms").getConnection();
                CallableStatement call = connection.prepareCall("{call 1}")) {
            call.execute();
        }
        assertThat(lines)
                .singleElement()
                .asString()
                .matches("WARNING \\[auth] took \\d+ ms at .*StatementLogTest\\."
                        + "aSlowStatementIsToldWithTheLineThatWantedIt\\(StatementLogTest.java:\\d+\\): \\{call 1}");
    }

    @Test
    void theDatabaseIsToldWhichBindAStatementIsOf() throws SQLException {
        StatementWatch watch = new StatementWatch(settings("sql-comment", "bind"), () -> false, BindTelemetry.NONE);
        List<String> checked = new ArrayList<>();
        try (Connection connection = new GuardedConnection(h2.getConnection(), watch, () -> checked.add("write"))) {
            try (PreparedStatement select = connection.prepareStatement("select id from t where id = ?")) {
                select.setInt(1, 1);
                assertThat(select.executeQuery().next()).isFalse();
                assertThat(select.toString()).contains("/*bind='auth'*/ select id");
            }
            assertThat(checked).isEmpty();
            try (Statement statement = connection.createStatement()) {
                assertThat(statement.executeUpdate("insert into t (id) values (1)"))
                        .isEqualTo(1);
                statement.addBatch("insert into t (id) values (2)");
                assertThat(statement.executeBatch()).containsExactly(1);
                assertThatThrownBy(() -> statement.execute("nonsense"))
                        .hasMessageContaining("/*bind='auth'*/ nonsense");
            }
            assertThat(checked).hasSize(3);
            try (CallableStatement call = connection.prepareCall("{? = call abs(-1)}")) {
                call.registerOutParameter(1, Types.INTEGER);
                call.execute();
                assertThat(call.getInt(1)).isEqualTo(1);
            }
        }
    }
}
