// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.config.Credentials.Login;
import io.bindkey.config.DatabaseSettings.Named;
import io.bindkey.config.DatabaseSettings.Url;
import io.bindkey.config.ReadingSettings.Consistency;
import io.bindkey.config.ReadingSettings.Fallback;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReplicasReaderTest {

    private static final String FROM_TEST = " (from PropertiesConfigSource[source=test])";

    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void hasABind() {
        with("binds.auth.url", "jdbc:postgresql://a/users");
    }

    private ReplicasReaderTest with(String property, String value) {
        properties.put(property, value);
        return this;
    }

    private ReplicasReaderTest withVariable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    private BindsReader.Result read() {
        return BindsReader.read(
                new SmallRyeConfigBuilder()
                        .addDefaultInterceptors()
                        .withSources(
                                new PropertiesConfigSource(properties, "test", 100),
                                new EnvConfigSource(variables, 300))
                        .build(),
                List.of());
    }

    private BindSettings bind(String key) {
        BindsReader.Result result = read();
        assertThat(result.problems()).isEmpty();
        return Objects.requireNonNull(result.config().binds().get(key));
    }

    private ReplicaSettings replica(String name) {
        return bind("auth").replicas().stream()
                .filter(replica -> replica.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private Url url(String name) {
        return (Url) replica(name).database();
    }

    private Login login(String name) {
        return login(url(name).credentials());
    }

    private static Login login(Credentials credentials) {
        return credentials.ask(problem -> new IllegalStateException(problem.toString()));
    }

    private List<String> problems() {
        return read().problems().stream().map(Problem::toString).toList();
    }

    @Nested
    class ReadsReplicas {

        @Test
        void noneWithoutAny() {
            assertThat(bind("auth").replicas()).isEmpty();
        }

        @Test
        void inTheOrderOfTheirNamesAndForGood() {
            with("binds.auth.replicas.r2.datasource", "java:/r2")
                    .with("binds.auth.replicas.r1.url", "jdbc:postgresql://b/users")
                    .with("binds.auth.replicas.R3.url", "jdbc:postgresql://c/users")
                    .with("binds.other.url", "jdbc:postgresql://a/other")
                    .with("binds.other.replicas.r9.url", "jdbc:postgresql://b/other");

            List<ReplicaSettings> replicas = bind("auth").replicas();
            assertThat(replicas).extracting(ReplicaSettings::name).containsExactly("R3", "r1", "r2");
            assertThat(replicas.get(2).database()).isEqualTo(new Named("java:/r2"));
            assertThatThrownBy(() -> replicas.remove(0)).isInstanceOf(UnsupportedOperationException.class);
        }

        @Test
        void withAllThatIsTheBinds() {
            with("binds.auth.username", "app")
                    .with("binds.auth.password", "hush")
                    .with("binds.auth.driver", "org.postgresql.Driver")
                    .with("binds.auth.pool.max-size", "7")
                    .with("binds.auth.pool.min-size", "2")
                    .with("binds.auth.pool.max-lifetime", "1h")
                    .with("binds.auth.pool.idle-timeout", "5m")
                    .with("binds.auth.pool.acquisition-timeout", "1s")
                    .with("binds.auth.pool.leak-timeout", "60s")
                    .with("binds.auth.pool.validate-on-borrow", "true")
                    .with("binds.auth.pool.validate-after-idle", "30s")
                    .with("binds.auth.pool.initial-sql", "set x = 1")
                    .with("binds.auth.replicas.r1.url", "jdbc:postgresql://b/users");

            assertThat(login("r1")).isEqualTo(new Login(Optional.of("app"), Optional.of("hush")));
            assertThat(url("r1").driver()).contains("org.postgresql.Driver");
            assertThat(replica("r1").pool()).isEqualTo(bind("auth").pool());
            assertThat(replica("r1").pool().maxSize()).isEqualTo(7);
        }

        @Test
        void withAPoolOfAllBindsUnlessTheBindHasItsOwn() {
            with("binds-defaults.pool.max-size", "9")
                    .with("binds-defaults.pool.min-size", "1")
                    .with("binds.auth.pool.min-size", "3")
                    .with("binds.auth.replicas.r1.url", "jdbc:postgresql://b/users");

            assertThat(replica("r1").pool().maxSize()).isEqualTo(9);
            assertThat(replica("r1").pool().minSize()).isEqualTo(3);
        }

        @Test
        void withADefaultPoolWhereNobodySaysAnything() {
            with("binds.auth.replicas.r1.url", "jdbc:postgresql://b/users");

            assertThat(replica("r1").pool().maxSize()).isEqualTo(PoolSettings.DEFAULT_MAX_SIZE);
            assertThat(login("r1")).isEqualTo(Login.NOBODY);
        }

        @Test
        void withItsOwnOneByOne() {
            with("binds.auth.username", "app")
                    .with("binds.auth.password", "hush")
                    .with("binds.auth.driver", "a.Driver")
                    .with("binds.auth.pool.max-size", "7")
                    .with("binds.auth.pool.leak-timeout", "60s")
                    .with("binds.auth.replicas.r1.url", "jdbc:postgresql://b/users")
                    .with("binds.auth.replicas.r1.username", "reader")
                    .with("binds.auth.replicas.r1.driver", "b.Driver")
                    .with("binds.auth.replicas.r1.pool.max-size", "30")
                    .with("binds.auth.replicas.r2.url", "jdbc:postgresql://c/users")
                    .with("binds.auth.replicas.r2.password", " other ");

            assertThat(login("r1")).isEqualTo(new Login(Optional.of("reader"), Optional.of("hush")));
            assertThat(login("r2")).isEqualTo(new Login(Optional.of("app"), Optional.of(" other ")));
            assertThat(url("r1").driver()).contains("b.Driver");
            assertThat(replica("r1").pool().maxSize()).isEqualTo(30);
            assertThat(replica("r1").pool().leakTimeout()).contains(Duration.ofSeconds(60));
            assertThat(bind("auth").pool().maxSize()).isEqualTo(7);
        }

        @Test
        void withAPasswordWhereTheBindHasAFileAndTheOtherWayRound(@TempDir Path folder) throws Exception {
            Path file = Files.writeString(folder.resolve("file"), "from-file\n");
            with("binds.auth.password-file", file.toString())
                    .with("binds.auth.replicas.r1.url", "jdbc:postgresql://b/users")
                    .with("binds.auth.replicas.r1.password", "own")
                    .with("binds.auth.replicas.r2.url", "jdbc:postgresql://c/users")
                    .with("binds.b.url", "jdbc:postgresql://a/b")
                    .with("binds.b.password", "hush")
                    .with("binds.b.replicas.r1.url", "jdbc:postgresql://b/b")
                    .with("binds.b.replicas.r1.password-file", file.toString());

            assertThat(login("r1").password()).contains("own");
            assertThat(login("r2").password()).contains("from-file");
            Url ofB = (Url) bind("b").replicas().get(0).database();
            assertThat(login(ofB.credentials()).password()).contains("from-file");
        }

        @Test
        void ofABindWithADataSource() {
            properties.remove("binds.auth.url");
            with("binds.auth.datasource", "java:/auth")
                    .with("binds.auth.replicas.r1.url", "jdbc:postgresql://b/users")
                    .with("binds.auth.replicas.r1.username", "reader");

            assertThat(login("r1").username()).contains("reader");
        }

        @Test
        void besideABindThatIsReadOnly() {
            with("binds.auth.read-only", "true").with("binds.auth.replicas.r1.url", "jdbc:postgresql://b/users");

            assertThat(bind("auth").replicas()).hasSize(1);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "binds.auth.replicas.r1",
                    "binds.\"auth\".replicas.r1",
                    "binds.auth.replicas.\"r1\"",
                    "binds.\"auth\".replicas.\"r1\""
                })
        void underEverySpelling(String prefix) {
            with(prefix + ".url", "jdbc:postgresql://b/users").with(prefix + ".pool.max-size", "3");

            assertThat(url("r1").url()).isEqualTo("jdbc:postgresql://b/users");
            assertThat(replica("r1").pool().maxSize()).isEqualTo(3);
        }

        @Test
        void withDotsInQuotes() {
            with("binds.\"a.b\".url", "jdbc:postgresql://a/b")
                    .with("binds.\"a.b\".replicas.\"r.1\".url", "jdbc:postgresql://b/b");

            assertThat(bind("a.b").replicas()).extracting(ReplicaSettings::name).containsExactly("r.1");
        }

        @Test
        void thatTheEnvironmentTellsMoreOf() {
            with("binds.auth.replicas.r-1.url", "jdbc:postgresql://b/users")
                    .withVariable("BINDS_AUTH_REPLICAS_R_1_URL", "jdbc:postgresql://c/users")
                    .withVariable("BINDS_AUTH_REPLICAS_R_1_PASSWORD", "hush")
                    .withVariable("BINDS_AUTH_READING_MAX_LAG", "1m");

            assertThat(url("r-1").url()).isEqualTo("jdbc:postgresql://c/users");
            assertThat(login("r-1").password()).contains("hush");
            assertThat(bind("auth").reading().maxLag()).isEqualTo(Duration.ofMinutes(1));
        }

        @Test
        void thatOnlyTheEnvironmentNames() {
            withVariable("BINDS_AUTH_REPLICAS_R1_URL", "jdbc:postgresql://b/users")
                    .withVariable("BINDS_AUTH_REPLICAS_R1_POOL_MAX_SIZE", "3")
                    .withVariable("BINDS_REPORTS_URL", "jdbc:postgresql://a/reports")
                    .withVariable("BINDS_REPORTS_REPLICAS_R2_DATASOURCE", "java:/r2");

            assertThat(replica("r1").pool().maxSize()).isEqualTo(3);
            assertThat(bind("reports").replicas())
                    .extracting(ReplicaSettings::database)
                    .containsExactly(new Named("java:/r2"));
        }

        @Test
        void onTheServersOfAGroupThatTheirUrlsChoose() {
            with("binds.auth.url", "jdbc:postgresql://a,b/users?targetServerType=primary")
                    .with("binds.auth.replicas.r1.url", "jdbc:postgresql://a,b/users?targetServerType=secondary")
                    .with("binds.b.url", "jdbc:sqlserver://listener;databaseName=b")
                    .with(
                            "binds.b.replicas.r1.url",
                            "jdbc:sqlserver://listener;applicationIntent=ReadOnly;databaseName=b");

            assertThat(bind("auth").replicas()).hasSize(1);
            assertThat(bind("b").replicas()).hasSize(1);
        }
    }

    @Nested
    class ReadsHowToRead {

        @Test
        void byDefault() {
            assertThat(bind("auth").reading())
                    .isEqualTo(new ReadingSettings(
                            Consistency.OWN_WRITES, Duration.ofSeconds(5), Duration.ofMillis(200), Fallback.PRIMARY));
        }

        @Test
        void ofAllBindsUnlessOneHasItsOwn() {
            with("binds-defaults.reading.consistency", "any")
                    .with("binds-defaults.reading.max-lag", "1m")
                    .with("binds-defaults.reading.max-wait", "0s")
                    .with("binds-defaults.reading.fallback", "fail")
                    .with("binds.b.url", "jdbc:h2:mem:b")
                    .with("binds.b.reading.consistency", "Latest")
                    .with("binds.b.reading.fallback", "primary");

            assertThat(bind("auth").reading())
                    .isEqualTo(
                            new ReadingSettings(Consistency.ANY, Duration.ofMinutes(1), Duration.ZERO, Fallback.FAIL));
            assertThat(bind("b").reading())
                    .isEqualTo(new ReadingSettings(
                            Consistency.LATEST, Duration.ofMinutes(1), Duration.ZERO, Fallback.PRIMARY));
        }

        @Test
        void butNotWhatCannotBeRead() {
            with("binds.auth.reading.consistency", "some")
                    .with("binds.auth.reading.max-lag", "little")
                    .with("binds.auth.reading.fallback", "x");

            assertThat(problems())
                    .containsExactlyInAnyOrder(
                            "BINDKEY-005: binds.auth.reading.consistency = some cannot be read: write one of any, latest,"
                                    + " own-writes.",
                            "BINDKEY-005: binds.auth.reading.max-lag = little cannot be read: write a duration such as"
                                    + " 200ms, 60s, 5m, 1h or PT5S.",
                            "BINDKEY-005: binds.auth.reading.fallback = x cannot be read: write one of fail, primary.");
        }
    }

    @Nested
    class Complains {

        @Test
        void ofAReplicaWithoutADatabase() {
            with("binds.auth.replicas.r1.username", "reader");

            assertThat(problems())
                    .containsExactly("BINDKEY-158: Replica 'r1' of bind 'auth' has no database: set"
                            + " binds.auth.replicas.r1.url or binds.auth.replicas.r1.datasource.");
        }

        @Test
        void ofAUrlBesideADataSource() {
            with("binds.auth.replicas.r1.url", "jdbc:postgresql://b/users")
                    .with("binds.auth.replicas.r1.datasource", "java:/r1");

            assertThat(problems())
                    .containsExactly("BINDKEY-002: Replica 'r1' of bind 'auth' has both binds.auth.replicas.r1.url"
                            + FROM_TEST + " and binds.auth.replicas.r1.datasource" + FROM_TEST
                            + ": keep the one that is meant.");
        }

        @Test
        void ofItsOwnPoolBesideADataSourceButNotOfThatOfItsBind() {
            with("binds.auth.pool.max-size", "7")
                    .with("binds.auth.username", "app")
                    .with("binds.auth.replicas.r1.datasource", "java:/r1")
                    .with("binds.auth.replicas.r1.pool.min-size", "1")
                    .with("binds.auth.replicas.r1.password-file", "/run/secrets/r1");

            String only =
                    " works only with binds.auth.replicas.r1.url, but replica 'r1' of bind 'auth' has a data source"
                            + " that somebody else configures: remove it.";
            assertThat(problems())
                    .containsExactly(
                            "BINDKEY-003: binds.auth.replicas.r1.password-file" + FROM_TEST + only,
                            "BINDKEY-003: binds.auth.replicas.r1.pool.min-size" + FROM_TEST + only);
        }

        @Test
        void ofTwoPasswords() {
            with("binds.auth.replicas.r1.url", "jdbc:postgresql://b/users")
                    .with("binds.auth.replicas.r1.password", "hush")
                    .with("binds.auth.replicas.r1.password-file", "/run/secrets/r1");

            assertThat(problems())
                    .containsExactly("BINDKEY-014: Replica 'r1' of bind 'auth' has both binds.auth.replicas.r1.password"
                            + FROM_TEST + " and binds.auth.replicas.r1.password-file" + FROM_TEST
                            + ": keep the one that is meant.");
        }

        @Test
        void onceOfWhatIsTheBinds() {
            with("binds.auth.password", "hush")
                    .with("binds.auth.password-file", "/run/secrets/auth")
                    .with("binds.auth.pool.max-size", "0")
                    .with("binds.auth.replicas.r1.url", "jdbc:postgresql://b/users");

            assertThat(problems())
                    .containsExactly(
                            "BINDKEY-014: Bind 'auth' has both binds.auth.password" + FROM_TEST
                                    + " and binds.auth.password-file" + FROM_TEST + ": keep the one that is meant.",
                            "BINDKEY-005: binds.auth.pool.max-size = 0 cannot be read: write at least 1 and at least"
                                    + " pool.min-size (0).");
        }

        @Test
        void ofAPoolWhoseSizesDoNotFitThoseOfItsBind() {
            with("binds.auth.pool.max-size", "4")
                    .with("binds.auth.replicas.r1.url", "jdbc:postgresql://b/users")
                    .with("binds.auth.replicas.r1.pool.min-size", "5");

            assertThat(problems())
                    .containsExactly("BINDKEY-005: binds.auth.replicas.r1.pool.max-size = 4 cannot be read: write at"
                            + " least 1 and at least pool.min-size (5).");
        }

        @ParameterizedTest
        @CsvSource({
            "replicas.r1.paswort, 'binds.auth.replicas.r1.password'",
            "replicas.\"r1\".pool.maxsize, 'binds.auth.replicas.\"r1\".pool.max-size'",
            "replicas.r1.transaction,",
            "replicas.r1.read-only,",
            "replicas.r1.properties.x,",
            "replica.r2.url, 'binds.auth.replicas.r2.url'",
            "replicas,",
            "replicas.,",
            "replicas.r1,",
            "replicas.one, 'binds.auth.replicas.one.url'",
            "reading.consistancy, 'binds.auth.reading.consistency'",
            "reading.maxlag, 'binds.auth.reading.max-lag'",
            "reading.whatever,"
        })
        void ofAnUnknownProperty(String suffix, @Nullable String suggestion) {
            with("binds.auth.replicas.r1.url", "jdbc:postgresql://b/users").with("binds.auth." + suffix, "hush");

            assertThat(problems())
                    .containsExactly("BINDKEY-004: Unknown property binds.auth." + suffix + "."
                            + (suggestion == null ? "" : " Did you mean '" + suggestion + "'?"));
        }

        @Test
        void ofUnknownVariables() {
            with("binds.auth.replicas.r1.url", "jdbc:postgresql://b/users")
                    .withVariable("BINDS_AUTH_REPLICAS_R1_PASWORD", "hush")
                    .withVariable("BINDS_AUTH_REPLICAS_R2_PASSWORD", "hush")
                    .withVariable("BINDS_AUTH_REPLICAS_R1_READ_ONLY", "true")
                    .withVariable("BINDS_AUTH_READING_MAXLAG", "1s");

            assertThat(problems())
                    .containsExactlyInAnyOrder(
                            "BINDKEY-004: Unknown property BINDS_AUTH_REPLICAS_R1_PASWORD."
                                    + " Did you mean 'BINDS_AUTH_REPLICAS_R1_PASSWORD'?",
                            "BINDKEY-004: Unknown property BINDS_AUTH_REPLICAS_R2_PASSWORD.",
                            "BINDKEY-004: Unknown property BINDS_AUTH_REPLICAS_R1_READ_ONLY.",
                            "BINDKEY-004: Unknown property BINDS_AUTH_READING_MAXLAG."
                                    + " Did you mean 'BINDS_AUTH_READING_MAX_LAG'?");
        }

        @Test
        void ofAVariableThatDoesNotTellTheNameOfItsReplica() {
            withVariable("BINDS_AUTH_REPLICAS_BIG_ONE_URL", "jdbc:postgresql://b/users");

            assertThat(problems())
                    .containsExactly(
                            "BINDKEY-031: BINDS_AUTH_REPLICAS_BIG_ONE_URL is for a replica that nothing else names, and"
                                    + " does not tell its name: that may be big-one, big_one or another. Set a property of"
                                    + " the replica by its name as well, such as binds.auth.replicas.big-one.url, or remove"
                                    + " the variable.");
        }

        @Test
        void ofReplicasForAllBinds() {
            with("binds-defaults.replicas.r1.url", "jdbc:postgresql://b/users");

            assertThat(problems())
                    .containsExactly(
                            "BINDKEY-008: binds-defaults.replicas.r1.url is refused: one replicas.r1.url cannot"
                                    + " serve every bind. Set binds.<key>.replicas.r1.url for each.");
        }

        @Test
        void ofANameThatIsNone() {
            with("binds.auth.replicas.\"a b\".url", "jdbc:postgresql://b/users")
                    .with("binds.auth.replicas..url", "jdbc:postgresql://c/users");

            String letters =
                    " in the property names of bind 'auth' is no name of a replica: use letters, digits, '-', '_'"
                            + " and '.', beginning with a letter or digit.";
            assertThat(problems())
                    .containsExactlyInAnyOrder("BINDKEY-009: 'a b'" + letters, "BINDKEY-009: ''" + letters);
        }

        @Test
        void ofNamesThatAreOneInTheEnvironment() {
            with("binds.auth.replicas.a-b.url", "jdbc:postgresql://b/users")
                    .with("binds.auth.replicas.a_b.url", "jdbc:postgresql://c/users");

            assertThat(problems())
                    .containsExactly("BINDKEY-010: Of bind 'auth', the replicas 'a-b' and 'a_b' are the same word as"
                            + " environment variables: rename one of them.");
        }

        @Test
        void ofTwoSpellings() {
            with("binds.auth.replicas.r1.url", "jdbc:postgresql://b/users")
                    .with("binds.\"auth\".replicas.r1.url", "jdbc:postgresql://c/users");

            assertThat(problems())
                    .containsExactly("BINDKEY-007: binds.\"auth\".replicas.r1.url" + FROM_TEST
                            + " and binds.auth.replicas.r1.url" + FROM_TEST
                            + " mean the same and have different values: keep one.");
        }

        @Test
        void ofTheDatabaseOfTheBindOrOfAnotherReplica() {
            with("binds.auth.replicas.r1.url", "jdbc:postgresql://A/users?user=reader&password=hush")
                    .with("binds.auth.replicas.r2.url", "jdbc:postgresql://b/users")
                    .with("binds.auth.replicas.r3.url", "jdbc:postgresql://b/users?ssl=true")
                    .with("binds.auth.replicas.r4.datasource", "java:/r")
                    .with("binds.auth.replicas.r5.datasource", "java:/r");

            String gained =
                    ", so nothing is gained by reading there: name the copy that is meant, or remove the replica.";
            assertThat(problems())
                    .containsExactly(
                            "BINDKEY-159: Replica 'r1' of bind 'auth' has the same database as bind 'auth',"
                                    + " jdbc:postgresql://A/users?user=***&password=***" + gained,
                            "BINDKEY-159: Replica 'r3' of bind 'auth' has the same database as replica 'r2' of bind"
                                    + " 'auth', jdbc:postgresql://b/users?ssl=true" + gained,
                            "BINDKEY-159: Replica 'r5' of bind 'auth' has the same database as replica 'r4' of bind"
                                    + " 'auth', data source java:/r" + gained);
        }

        @Test
        void ofADatabaseForEachConnection() {
            with("binds.auth.replicas.r1.url", "jdbc:h2:mem:");

            assertThat(problems())
                    .containsExactly("BINDKEY-011: binds.auth.replicas.r1.url = jdbc:h2:mem: gives each connection a"
                            + " database of its own. Name a shared one, such as jdbc:h2:mem:r1 or"
                            + " jdbc:sqlite:file:r1?mode=memory&cache=shared.");
        }

        @Test
        void ofCredentialsThatCannotBeTold() {
            with("binds.auth.replicas.r1.url", "jdbc:postgresql://b/users")
                    .with("binds.auth.replicas.r1.password-file", "/nowhere/r1");
            Credentials credentials = url("r1").credentials();

            assertThatThrownBy(() -> login(credentials))
                    .hasMessage("BINDKEY-015: binds.auth.replicas.r1.password-file = /nowhere/r1 holds no password:"
                            + " there is no such file.");
        }
    }

    @Nested
    class HidesPasswords {

        @Test
        void ofTheReplicasFromMessagesOfTheBind() {
            with("binds.auth.password", "hush")
                    .with("binds.auth.replicas.r1.url", "jdbc:postgresql://b/users")
                    .with("binds.auth.replicas.r1.password", "secret")
                    .with("binds.auth.replicas.r2.datasource", "java:/r2");

            assertThat(bind("auth").passwords()).containsExactlyInAnyOrder("hush", "secret");
            assertThat(replica("r1").passwords()).containsExactly("secret");
            assertThat(replica("r2").passwords()).isEmpty();
        }

        @Test
        void inItsText() {
            with("binds.auth.replicas.r1.url", "jdbc:postgresql://me:hush@host/db?password=hush")
                    .with("binds.auth.replicas.r1.password", "secret");

            assertThat(bind("auth").toString()).contains("r1").doesNotContain("hush", "secret");
        }

        @Test
        void thatStandAtASecondPlace() {
            with("binds.auth.replicas.r1.url", "jdbc:postgresql://b/users")
                    .with("binds.auth.replicas.r1.password", "secret")
                    .with("binds.auth.replicas.r1.pool.max-size", "secret");

            assertThat(problems())
                    .containsExactly(
                            "BINDKEY-005: binds.auth.replicas.r1.pool.max-size = *** cannot be read: write a whole"
                                    + " number from 0 on.");
        }
    }
}
