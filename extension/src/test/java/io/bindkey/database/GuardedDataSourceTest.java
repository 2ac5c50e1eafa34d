// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.BindUnavailableException;
import io.bindkey.config.BindSettings;
import io.bindkey.config.BindsReader;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuardedDataSourceTest {

    private final JdbcDataSource h2 = new JdbcDataSource();
    private final List<String> writes = new ArrayList<>();
    private boolean onlyReading;
    private Connection keepsItAlive;

    private final List<String> connects = new ArrayList<>();

    private final ConnectionWatch connecting = new ConnectionWatch() {

        @Override
        public void before() {
            connects.add("before");
        }

        @Override
        public SQLException failed(SQLException failure) {
            return new SQLException("declined", failure);
        }
    };

    @BeforeEach
    void open() throws SQLException {
        h2.setURL("jdbc:h2:mem:guarded");
        keepsItAlive = h2.getConnection();
        try (Statement statement = keepsItAlive.createStatement()) {
            statement.execute("create table t (id int)");
        }
    }

    @AfterEach
    void close() throws SQLException {
        keepsItAlive.close();
    }

    private DataSource guarded(String... properties) {
        return new GuardedDataSource(
                h2,
                new StatementWatch(settings(properties), () -> onlyReading),
                WriteChecks.always(() -> writes.add("write")),
                connecting);
    }

    @Test
    void whoWantsAConnectionIsHeardOf() throws SQLException {
        guarded().getConnection().close();
        guarded().getConnection("", "").close();
        assertThat(connects).containsExactly("before", "before");

        h2.setURL("jdbc:h2:mem:not_there;IFEXISTS=TRUE");
        assertThatThrownBy(() -> guarded().getConnection()).hasMessage("declined");
    }

    /** What is refused does not reach the database, nor the policy across binds. */
    @Test
    void whoMayOnlyReadNeitherWritesNorLocks() throws SQLException {
        onlyReading = true;
        try (Connection connection = guarded().getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate("insert into t values (1)"))
                    .isInstanceOf(BindUnavailableException.class)
                    .hasMessage("BINDKEY-149: Bind 'auth' does not write for what is @ReadOnly, or called by "
                            + "Binds.readOnly. Call what writes outside of it.");
            assertThatThrownBy(() -> connection.prepareStatement("select id from t for update"))
                    .isInstanceOf(BindUnavailableException.class)
                    .hasMessageStartingWith("BINDKEY-149: Bind 'auth' does not lock");
            assertThatThrownBy(() -> statement.execute("set transaction read write"))
                    .isInstanceOf(BindUnavailableException.class);
            assertThat(statement.executeQuery("select id from t").next()).isFalse();
        }
        assertThat(writes).isEmpty();
    }

    private static BindSettings settings(String... properties) {
        Map<String, String> config = new HashMap<>(Map.of("binds.auth.url", "jdbc:h2:mem:guarded"));
        for (int i = 0; i < properties.length; i += 2) {
            config.put("binds.auth." + properties[i], properties[i + 1]);
        }
        BindSettings settings = BindsReader.read(
                        new SmallRyeConfigBuilder()
                                .withSources(new PropertiesConfigSource(config, "test", 100))
                                .build(),
                        List.of())
                .config()
                .binds()
                .get("auth");
        return Objects.requireNonNull(settings);
    }

    @Test
    void asksBeforeEachWriteOfWhateverKindAndNeverBeforeARead() throws SQLException {
        try (Connection connection = guarded().getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeQuery("select * from t");
            connection.prepareStatement("select * from t").executeQuery();
            assertThat(writes).isEmpty();

            statement.executeUpdate("insert into t values (1)");
            statement.execute("update t set id = 2");
            statement.addBatch("delete from t");
            connection.prepareStatement("insert into t values (?)", Statement.RETURN_GENERATED_KEYS);
            connection.prepareCall("call 1");
            assertThat(writes).hasSize(5);
        }
    }

    @Test
    void refusesWritesToAReadOnlyBindBeforeTheyReachTheDatabase() throws SQLException {
        try (Connection connection = guarded("read-only", "true").getConnection();
                Statement statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.executeUpdate("insert into t values (1)"))
                    .isInstanceOf(BindUnavailableException.class)
                    .hasMessage("BINDKEY-142: Bind 'auth' is read-only: binds.auth.read-only = true.");
            assertThatThrownBy(() -> connection.prepareStatement("delete from t"))
                    .isInstanceOf(BindUnavailableException.class);
            assertThat(statement.executeQuery("select * from t").next()).isFalse();
            assertThat(statement.getConnection().createStatement()).isNotNull();
            assertThatThrownBy(() -> statement.getConnection().prepareStatement("delete from t"))
                    .isInstanceOf(BindUnavailableException.class);
        }
    }

    @Test
    void givesTheDriversOwnConnectionToWhoAsksForIt() throws SQLException {
        try (Connection connection = guarded().getConnection()) {
            assertThat(connection.isWrapperFor(JdbcConnection.class)).isTrue();
            assertThat(connection.unwrap(JdbcConnection.class)).isNotNull();
            assertThat(connection.createStatement().getConnection())
                    .isEqualTo(connection)
                    .hasSameHashCodeAs(connection);
        }
    }

    @Test
    void tellsTheUrlWithoutCredentialsBecauseProvidersLogIt() throws SQLException {
        DatabaseMetaData metaData = fake(DatabaseMetaData.class, "getURL", "jdbc:x://me:hush@host/db?password=hush");
        Connection connection = new GuardedConnection(
                fake(Connection.class, "getMetaData", metaData), new StatementWatch(settings(), () -> false), () -> {});
        assertThat(connection.getMetaData().getURL()).isEqualTo("jdbc:x://***@host/db?password=***");
    }

    private static <T> T fake(Class<T> type, String method, Object answer) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, called, arguments) -> {
                    assertThat(called.getName()).isEqualTo(method);
                    return answer;
                }));
    }

    /** A method that is not passed on would do what the interface has for drivers that know it not. */
    @Test
    void passesEveryMethodOfAConnectionOn() {
        assertThat(Stream.of(Connection.class.getMethods())
                        .filter(method -> !Modifier.isStatic(method.getModifiers()))
                        .map(GuardedDataSourceTest::signature))
                .hasSizeGreaterThan(50)
                .isSubsetOf(Stream.of(DelegatingConnection.class.getDeclaredMethods())
                        .map(GuardedDataSourceTest::signature)
                        .toList());
    }

    private static String signature(Method method) {
        return method.getName() + Arrays.toString(method.getParameterTypes());
    }

    @Test
    @SuppressWarnings("NullAway") // what the driver has to refuse
    void throwsWhatTheDriverThrows() throws SQLException {
        try (Connection connection = guarded().getConnection()) {
            assertThatThrownBy(() -> connection.prepareStatement(null)).isInstanceOf(SQLException.class);
            assertThatThrownBy(() -> connection.prepareStatement("select * from nosuch"))
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    void logsStatementsWithTheBindsKeyWhereThatIsWanted() throws SQLException {
        List<String> lines = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                lines.add(line.getLevel() + " " + new SimpleFormatter().formatMessage(line));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger log = Logger.getLogger("io.bindkey.sql");
        Level before = log.getLevel();
        log.setLevel(Level.INFO);
        log.addHandler(handler);
        try (Connection connection = guarded("log.sql", "true", "log.slow-query-threshold", "0ms")
                        .getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into t values (?)")) {
            insert.setInt(1, 7);
            insert.executeUpdate();
            assertThat(lines).hasSize(2);
            assertThat(lines.get(0)).isEqualTo("INFO [auth] insert into t values (?)");
            assertThat(lines.get(1)).matches("WARNING \\[auth\\] took \\d+ ms: insert into t values \\(\\?\\)");
        } finally {
            log.removeHandler(handler);
            log.setLevel(before);
        }
    }
}
