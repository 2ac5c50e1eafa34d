// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.BindUnavailableException;
import io.bindkey.config.BindSettings;
import io.bindkey.config.BindsReader;
import io.bindkey.jdbc.DelegatingConnection;
import io.bindkey.jdbc.WatchedCallableStatement;
import io.bindkey.jdbc.WatchedPreparedStatement;
import io.bindkey.jdbc.WatchedStatement;
import io.bindkey.telemetry.BindTelemetry;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
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
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbc.JdbcConnection;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
                new StatementWatch(settings(properties), () -> onlyReading, BindTelemetry.NONE),
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
                fake(Connection.class, "getMetaData", metaData),
                new StatementWatch(settings(), () -> false, BindTelemetry.NONE),
                () -> {});
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
    @ParameterizedTest
    @MethodSource("passedOn")
    void passesEveryMethodOn(Class<?> type, List<Class<?>> by) {
        assertThat(Stream.of(type.getMethods())
                        .filter(method -> !Modifier.isStatic(method.getModifiers()))
                        .map(GuardedDataSourceTest::signature))
                .hasSizeGreaterThan(50)
                .isSubsetOf(by.stream()
                        .flatMap(each -> Stream.of(each.getDeclaredMethods()))
                        .map(GuardedDataSourceTest::signature)
                        .toList());
    }

    static Stream<Arguments> passedOn() {
        return Stream.of(
                Arguments.of(Connection.class, List.of(DelegatingConnection.class)),
                Arguments.of(Statement.class, List.of(WatchedStatement.class)),
                Arguments.of(PreparedStatement.class, List.of(WatchedStatement.class, WatchedPreparedStatement.class)),
                Arguments.of(
                        CallableStatement.class,
                        List.of(
                                WatchedStatement.class,
                                WatchedPreparedStatement.class,
                                WatchedCallableStatement.class)));
    }

    /** Each to the same method of the driver's, with the same arguments in the same order. */
    @ParameterizedTest
    @ValueSource(classes = {Statement.class, PreparedStatement.class, CallableStatement.class})
    void passesEachMethodOnAsItIs(Class<?> type) throws ReflectiveOperationException {
        List<String> called = new ArrayList<>();
        Object driver =
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    called.add(signature(method) + Arrays.toString(arguments));
                    return sample(method.getReturnType(), 0);
                });
        StatementEvents events = new StatementEvents(
                fake(Connection.class, "none", ""),
                new StatementWatch(settings(), () -> false, BindTelemetry.NONE),
                () -> {},
                "");
        Object watched = type == Statement.class
                ? new WatchedStatement((Statement) driver, events)
                : type == PreparedStatement.class
                        ? new WatchedPreparedStatement((PreparedStatement) driver, events)
                        : new WatchedCallableStatement((CallableStatement) driver, events);
        List<String> expected = new ArrayList<>();
        for (Method method : type.getMethods()) {
            if (Modifier.isStatic(method.getModifiers())
                    || List.of("getConnection", "unwrap", "isWrapperFor").contains(method.getName())) {
                continue;
            }
            Object[] arguments = new Object[method.getParameterCount()];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = sample(method.getParameterTypes()[i], i + 1);
            }
            expected.add(signature(method) + (arguments.length == 0 ? "null" : Arrays.toString(arguments)));
            method.invoke(watched, arguments);
        }
        assertThat(called).containsExactlyElementsOf(expected);
    }

    /** {@return a value of that type, another one for another number where there are some} */
    private static @Nullable Object sample(Class<?> type, int number) {
        if (type == String.class) {
            return "select " + number;
        }
        return type == boolean.class
                ? (Object) (number % 2 == 1)
                : type == int.class
                        ? (Object) number
                        : type == long.class
                                ? (Object) (long) number
                                : type == short.class
                                        ? (Object) (short) number
                                        : type == byte.class
                                                ? (Object) (byte) number
                                                : type == float.class
                                                        ? (Object) (float) number
                                                        : type == double.class ? (Object) (double) number : null;
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
}
