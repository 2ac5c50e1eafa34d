// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.config.DatabaseSettings.Named;
import io.bindkey.config.DatabaseSettings.Url;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BindsReaderTest {

    private static final String FROM_TEST = " (from PropertiesConfigSource[source=test])";

    private final Map<String, String> properties = new HashMap<>();

    private BindsReaderTest with(String property, String value) {
        properties.put(property, value);
        return this;
    }

    private BindsReader.Result read(String... annotatedKeys) {
        Config config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(properties, "test", 100))
                .build();
        return BindsReader.read(config, List.of(annotatedKeys));
    }

    /** Beside the properties, and above them. */
    private BindsReader.Result readEnvironment(Map<String, String> variables, String... annotatedKeys) {
        Config config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(properties, "test", 100), new EnvConfigSource(variables, 300))
                .build();
        return BindsReader.read(config, List.of(annotatedKeys));
    }

    private BindSettings bind(String key) {
        BindsReader.Result result = read(key);
        assertThat(result.problems()).isEmpty();
        return Objects.requireNonNull(result.config().binds().get(key));
    }

    private List<String> problems(String... annotatedKeys) {
        return read(annotatedKeys).problems().stream().map(Problem::toString).toList();
    }

    @Nested
    class ReadsValues {

        @Test
        void ofAUrlWithItsPool() {
            with("binds.auth.url", "jdbc:h2:mem:auth")
                    .with("binds.auth.username", "sa")
                    .with("binds.auth.password", " secret ")
                    .with("binds.auth.driver", "org.h2.Driver")
                    .with("binds.auth.pool.min-size", "2")
                    .with("binds.auth.pool.max-size", "7")
                    .with("binds.auth.pool.max-lifetime", "1h")
                    .with("binds.auth.pool.idle-timeout", "5m")
                    .with("binds.auth.pool.acquisition-timeout", "200ms")
                    .with("binds.auth.pool.leak-timeout", "PT60S")
                    .with("binds.auth.pool.validate-on-borrow", "true")
                    .with("binds.auth.pool.validate-after-idle", "30s")
                    .with("binds.auth.pool.initial-sql", "set x = 1");

            Url database = (Url) bind("auth").database();
            assertThat(database.url()).isEqualTo("jdbc:h2:mem:auth");
            assertThat(database.driver()).contains("org.h2.Driver");
            assertThat(database.credentials().ask(problem -> new IllegalStateException(problem.toString())))
                    .isEqualTo(new Credentials.Login(Optional.of("sa"), Optional.of(" secret ")));
            assertThat(bind("auth").pool())
                    .isEqualTo(new PoolSettings(
                            2,
                            7,
                            Optional.of(Duration.ofHours(1)),
                            Optional.of(Duration.ofMinutes(5)),
                            Duration.ofMillis(200),
                            Optional.of(Duration.ofSeconds(60)),
                            true,
                            Duration.ofSeconds(30),
                            Optional.of("set x = 1")));
        }

        @Test
        void ofEverythingElse() {
            with("binds.auth.datasource", "java:jboss/datasources/Auth")
                    .with("binds.auth.transaction", "XA")
                    .with("binds.auth.provider", "a.Provider")
                    .with("binds.auth.packages", "a.b, a.c")
                    .with("binds.auth.classes", "x.Y")
                    .with("binds.auth.mapping-files", "META-INF/orm.xml")
                    .with("binds.auth.schema.strategy", "drop-and-create")
                    .with("binds.auth.schema.allow-drop", "true")
                    .with("binds.auth.schema.create-schemas", "true")
                    .with("binds.auth.schema.load-script", "data.sql")
                    .with("binds.auth.start", "lazy")
                    .with("binds.auth.on-failure", "degrade")
                    .with("binds.auth.health", "liveness")
                    .with("binds.auth.active", "false")
                    .with("binds.auth.read-only", "true")
                    .with("binds.auth.log.sql", "true")
                    .with("binds.auth.log.slow-query-threshold", "500ms")
                    .with("binds.auth.properties.\"hibernate.jdbc.batch_size\"", "50")
                    .with("binds.auth.properties.hibernate.order_inserts", "true")
                    .with("binds-settings.transactions.across", "best-effort")
                    .with("binds-settings.transactions.node-name", "one")
                    .with("binds-settings.transactions.object-store", "/var/lib/app/log")
                    .with("binds-settings.transactions.recovery", "false")
                    .with("binds-settings.unkeyed-entities", "ignore");

            BindsReader.Result result = read();
            assertThat(result.problems()).isEmpty();
            assertThat(result.config().across()).isEqualTo(AcrossBinds.BEST_EFFORT);
            assertThat(result.config().recovery())
                    .isEqualTo(new RecoverySettings(
                            Optional.of("one"), Optional.of("/var/lib/app/log"), Optional.of(false)));
            assertThat(result.config().unkeyedEntities()).contains(UnkeyedEntities.IGNORE);
            BindSettings auth = Objects.requireNonNull(result.config().binds().get("auth"));
            assertThat(auth)
                    .isEqualTo(new BindSettings(
                            "auth",
                            new Named("java:jboss/datasources/Auth"),
                            new PoolSettings(
                                    0,
                                    20,
                                    Optional.empty(),
                                    Optional.empty(),
                                    Duration.ofSeconds(5),
                                    Optional.empty(),
                                    false,
                                    Duration.ofSeconds(5),
                                    Optional.empty()),
                            Optional.of(TransactionKind.XA),
                            Optional.of("a.Provider"),
                            List.of("a.b", "a.c"),
                            List.of("x.Y"),
                            List.of("META-INF/orm.xml"),
                            new SchemaSettings(
                                    SchemaSettings.Strategy.DROP_AND_CREATE,
                                    Optional.of(true),
                                    true,
                                    Optional.of("data.sql"),
                                    Optional.empty()),
                            true,
                            false,
                            true,
                            new WatchSettings(true, false, Optional.of(Duration.ofMillis(500)), false, true),
                            Map.of("hibernate.jdbc.batch_size", "50", "hibernate.order_inserts", "true"),
                            List.of(),
                            new ReadingSettings(
                                    ReadingSettings.Consistency.OWN_WRITES,
                                    Duration.ofSeconds(5),
                                    Duration.ofMillis(200),
                                    ReadingSettings.Fallback.PRIMARY),
                            Optional.empty(),
                            new OperationSettings(true, OperationSettings.Health.LIVENESS),
                            auth.shown()));
        }

        @ParameterizedTest
        @ValueSource(strings = {"binds.auth", "binds.\"auth\"", "binds.auth.url", "binds.\"auth\".url"})
        void underEverySpellingOfAUrl(String property) {
            with(property, "jdbc:h2:mem:auth");
            assertThat(bind("auth").database().describe()).isEqualTo("jdbc:h2:mem:auth");
        }

        @Test
        void ofAKeyWithDotsOnlyInQuotes() {
            with("binds.\"a.b\".url", "jdbc:h2:mem:ab");
            assertThat(bind("a.b").database().describe()).isEqualTo("jdbc:h2:mem:ab");
        }

        @Test
        void fromEnvironmentVariablesThatNoListingNames() {
            Config config = new SmallRyeConfigBuilder()
                    .addDefaultInterceptors()
                    .withSources(new EnvConfigSource(
                            Map.of(
                                    "BINDS_MY_AUTH_URL", "jdbc:h2:mem:auth",
                                    "BINDS_MY_AUTH_POOL_MAX_SIZE", "3"),
                            300))
                    .build();
            BindsReader.Result result = BindsReader.read(config, List.of("my-auth"));
            assertThat(result.problems()).isEmpty();
            assertThat(result.config().binds())
                    .extractingByKey("my-auth")
                    .extracting(b -> b.pool().maxSize())
                    .isEqualTo(3);
        }

        @Test
        void ofABindThatOnlyTheEnvironmentNames() {
            BindsReader.Result result = readEnvironment(
                    Map.of("BINDS_REPORTS_URL", "jdbc:h2:mem:reports", "BINDS_REPORTS_POOL_MAX_SIZE", "3"));
            assertThat(result.problems()).isEmpty();
            assertThat(result.config().binds())
                    .extractingByKey("reports")
                    .extracting(b -> b.pool().maxSize())
                    .isEqualTo(3);
        }

        @Test
        void ofABindThatTheEnvironmentGivesAndAnInjectionPointNames() {
            Config config = new SmallRyeConfigBuilder()
                    .withSources(new EnvConfigSource(Map.of("BINDS_BIG_REPORTS_URL", "jdbc:h2:mem:reports"), 300))
                    .build();
            BindsReader.Result result =
                    BindsReader.read(config, List.of(), List.of("big-reports", "unknown", "no key"));
            assertThat(result.problems()).isEmpty();
            assertThat(result.config().binds()).containsOnlyKeys("big-reports");
        }

        @Test
        void ofAKeyWithDotsInTheShortForm() {
            with("binds.\"a.b\"", "jdbc:h2:mem:ab");
            assertThat(bind("a.b").database().describe()).isEqualTo("jdbc:h2:mem:ab");
        }

        @Test
        void ofAPropertyThatTheEnvironmentOverrides() {
            with("binds.my-auth.url", "jdbc:h2:mem:file").with("binds.reports.url", "jdbc:h2:mem:file");
            BindsReader.Result result = readEnvironment(
                    Map.of("BINDS_MY_AUTH_URL", "jdbc:h2:mem:env", "BINDS_REPORTS_URL", "jdbc:h2:mem:env"));
            assertThat(result.problems()).isEmpty();
            assertThat(result.config().binds()).containsOnlyKeys("my-auth", "reports");
            assertThat(result.config().binds().values())
                    .extracting(b -> b.database().describe())
                    .containsOnly("jdbc:h2:mem:env");
        }

        @Test
        void inKeyOrderWithTheDefaultFirst() {
            with("binds.b.url", "jdbc:h2:mem:b")
                    .with("binds.a.url", "jdbc:h2:mem:a")
                    .with("binds.default.url", "jdbc:h2:mem:d");
            assertThat(read().config().binds().keySet()).containsExactly("default", "a", "b");
        }

        @Test
        void fromTheDefaultsOfAllBindsUnlessOneHasItsOwn() {
            with("binds.a.url", "jdbc:h2:mem:a")
                    .with("binds.b.url", "jdbc:h2:mem:b")
                    .with("binds.b.pool.max-size", "2")
                    .with("binds.b.properties.x", "b")
                    .with("binds-defaults.pool.max-size", "9")
                    .with("binds-defaults.properties.x", "all");
            assertThat(bind("a").pool().maxSize()).isEqualTo(9);
            assertThat(bind("b").pool().maxSize()).isEqualTo(2);
            assertThat(bind("a").providerProperties()).containsEntry("x", "all");
            assertThat(bind("b").providerProperties()).containsEntry("x", "b");
        }

        @ParameterizedTest
        @CsvSource({"200ms,PT0.2S", "60s,PT1M", "5m,PT5M", "1h,PT1H", "2d,PT48H", "PT1M30S,PT1M30S", "0s,PT0S"})
        void ofDurations(String written, String expected) {
            assertThat(Durations.parse(written)).contains(Duration.parse(expected));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {"5", "5 minutes", "-5s", "PT-5S", "1w", "", "99999999999999999999s", "999999999999999d"})
        void butNoneThatIsNoDuration(String written) {
            assertThat(Durations.parse(written)).isEmpty();
        }
    }

    @Nested
    class Complains {

        @Test
        void ofUnknownPropertiesWithASuggestion() {
            with("binds.auth.url", "jdbc:h2:mem:auth")
                    .with("binds.auth.pool.maxsize", "1")
                    .with("binds.auth.whatever", "1")
                    .with("binds-defaults.schema.stragety", "none")
                    .with("binds-settings.transaction.across", "fail");
            assertThat(problems())
                    .containsExactlyInAnyOrder(
                            "BINDKEY-004: Unknown property binds.auth.pool.maxsize. Did you mean "
                                    + "'binds.auth.pool.max-size'?",
                            "BINDKEY-004: Unknown property binds.auth.whatever.",
                            "BINDKEY-004: Unknown property binds-defaults.schema.stragety. Did you mean "
                                    + "'binds-defaults.schema.strategy'?",
                            "BINDKEY-004: Unknown property binds-settings.transaction.across. "
                                    + "Did you mean 'binds-settings.transactions.across'?");
        }

        @Test
        void ofUnknownEnvironmentVariablesWithASuggestion() {
            with("binds.auth.url", "jdbc:h2:mem:auth");
            assertThat(readEnvironment(Map.of(
                                    "BINDS_AUTH_POOL_MAXSIZE", "1",
                                    "BINDS_AUHT_POOL_MAX_SIZE", "1",
                                    "BINDS_AUTH_PASWORD", "hush",
                                    "BINDS_DEFAULTS_SCHEMA_STRAGETY", "none",
                                    "BINDS_DEFAULTS_PASSWORD", "hush",
                                    "BINDS_SETTINGS_TRANSACTION_ACROSS", "fail"))
                            .problems())
                    .extracting(Problem::toString)
                    .containsExactly(
                            "BINDKEY-004: Unknown property BINDS_AUHT_POOL_MAX_SIZE."
                                    + " Did you mean 'BINDS_AUTH_POOL_MAX_SIZE'?",
                            "BINDKEY-004: Unknown property BINDS_AUTH_PASWORD. Did you mean 'BINDS_AUTH_PASSWORD'?",
                            "BINDKEY-004: Unknown property BINDS_AUTH_POOL_MAXSIZE."
                                    + " Did you mean 'BINDS_AUTH_POOL_MAX_SIZE'?",
                            "BINDKEY-008: binds-defaults.password is refused: one password cannot serve every bind. "
                                    + "Set binds.<key>.password for each.",
                            "BINDKEY-004: Unknown property BINDS_DEFAULTS_SCHEMA_STRAGETY."
                                    + " Did you mean 'BINDS_DEFAULTS_SCHEMA_STRATEGY'?",
                            "BINDKEY-004: Unknown property BINDS_SETTINGS_TRANSACTION_ACROSS."
                                    + " Did you mean 'BINDS_SETTINGS_TRANSACTIONS_ACROSS'?");
        }

        @Test
        void ofAnEnvironmentVariableThatDoesNotTellTheKeyOfItsBind() {
            assertThat(readEnvironment(Map.of("BINDS_BIG_REPORTS_URL", "jdbc:h2:mem:reports"))
                            .problems())
                    .extracting(Problem::toString)
                    .containsExactly(
                            "BINDKEY-031: BINDS_BIG_REPORTS_URL is for a bind that nothing else names, and does"
                                    + " not tell its key: that may be big-reports, big_reports or another. Set a property of the"
                                    + " bind by its name as well, such as binds.big-reports.url, or remove the variable.");
        }

        @Test
        void notOfEnvironmentVariablesThatAreRead() {
            with("binds.auth.url", "jdbc:h2:mem:auth").with("binds.\"a.b\".url", "jdbc:h2:mem:ab");
            BindsReader.Result result = readEnvironment(Map.of(
                    "BINDS_AUTH", "jdbc:h2:mem:auth",
                    "BINDS__AUTH__URL", "jdbc:h2:mem:auth",
                    "BINDS_AUTH_URL", "jdbc:h2:mem:auth",
                    "BINDS__A_B__POOL_MAX_SIZE", "3",
                    "BINDS_DEFAULT_URL", "jdbc:h2:mem:default",
                    "BINDS_DEFAULTS_POOL_MIN_SIZE", "1",
                    "BINDS_SETTINGS_TRANSACTIONS_ACROSS", "fail",
                    "BINDSTONE_URL", "x"));
            assertThat(result.problems()).isEmpty();
            assertThat(result.config().binds()).containsOnlyKeys("default", "a.b", "auth");
        }

        @Test
        void ofUnreadableValues() {
            with("binds.auth.url", "jdbc:h2:mem:auth")
                    .with("binds.auth.start", "soon")
                    .with("binds.auth.pool.max-lifetime", "1 fortnight")
                    .with("binds.auth.pool.min-size", "few")
                    .with("binds.auth.read-only", "perhaps");
            assertThat(problems())
                    .containsExactlyInAnyOrder(
                            "BINDKEY-005: binds.auth.start = soon cannot be read: write one of eager, lazy.",
                            "BINDKEY-005: binds.auth.pool.max-lifetime = 1 fortnight cannot be read: write a duration such "
                                    + "as 200ms, 60s, 5m, 1h or PT5S.",
                            "BINDKEY-005: binds.auth.pool.min-size = few cannot be read: write a whole number from 0 on.",
                            "BINDKEY-005: binds.auth.read-only = perhaps cannot be read: write one of false, true.");
        }

        @Test
        void onceOfABadDefaultOfAllBinds() {
            with("binds.a.url", "jdbc:h2:mem:a")
                    .with("binds.b.url", "jdbc:h2:mem:b")
                    .with("binds-defaults.start", "x");
            assertThat(problems())
                    .containsExactly("BINDKEY-005: binds-defaults.start = x cannot be read: write one of eager, lazy.");
        }

        @Test
        void ofAPoolWhoseSizesDoNotFit() {
            with("binds.a.url", "jdbc:h2:mem:a")
                    .with("binds.a.pool.min-size", "5")
                    .with("binds.a.pool.max-size", "4");
            assertThat(problems())
                    .containsExactly(
                            "BINDKEY-005: binds.a.pool.max-size = 4 cannot be read: write at least 1 and at least "
                                    + "pool.min-size (5).");
        }

        @Test
        void ofTwoSpellingsWithDifferentValues() {
            with("binds.auth.url", "jdbc:h2:mem:one").with("binds.\"auth\".url", "jdbc:h2:mem:two");
            assertThat(problems())
                    .containsExactly(
                            "BINDKEY-007: binds.\"auth\".url (from PropertiesConfigSource[source=test]) and binds.auth.url (from PropertiesConfigSource[source=test]) mean the "
                                    + "same and have different values: keep one.");
        }

        @Test
        void ofTheShortFormBesideTheLongOne() {
            with("binds.auth", "jdbc:h2:mem:one").with("binds.auth.url", "jdbc:h2:mem:two");
            assertThat(problems())
                    .containsExactly("BINDKEY-007: binds.auth" + FROM_TEST + " and binds.auth.url" + FROM_TEST
                            + " mean the same and have different values: keep one.");
        }

        @Test
        void notOfTheShortFormThatSaysTheSame() {
            with("binds.auth", "jdbc:h2:mem:one").with("binds.auth.url", "jdbc:h2:mem:one");
            assertThat(bind("auth").database().describe()).isEqualTo("jdbc:h2:mem:one");
        }

        @Test
        void withoutTheCredentialsInAUrlAtTheWrongPlace() {
            with("binds.auth.url", "jdbc:h2:mem:auth")
                    .with("binds.auth.start", "jdbc:postgresql://me:hush@host/db?password=hush");
            assertThat(problems())
                    .containsExactly(
                            "BINDKEY-005: binds.auth.start = jdbc:postgresql://***@host/db?password=*** cannot be"
                                    + " read: write one of eager, lazy.");
        }

        @Test
        void withoutAPasswordThatStandsAtASecondPlace() {
            with("binds.auth.url", "jdbc:h2:mem:auth")
                    .with("binds.auth.password", "hush")
                    .with("binds.auth.pool.max-size", "hush");
            assertThat(problems())
                    .containsExactly("BINDKEY-005: binds.auth.pool.max-size = *** cannot be read: write a whole number"
                            + " from 0 on.");
        }

        @Test
        void ofUrlAndDataSourceTogether() {
            with("binds.auth.url", "jdbc:h2:mem:auth").with("binds.auth.datasource", "x");
            assertThat(problems())
                    .containsExactly("BINDKEY-002: Bind 'auth' has both binds.auth.url" + FROM_TEST
                            + " and binds.auth.datasource" + FROM_TEST + ": keep the " + "one that is meant.");
        }

        @Test
        void ofPropertiesThatAreTheBindsAlone() {
            with("binds.auth.url", "jdbc:h2:mem:auth")
                    .with("binds.auth.properties.\"hibernate.connection.url\"", "jdbc:h2:mem:other")
                    .with("binds.auth.properties.javax.persistence.jtaDataSource", "x")
                    .with("binds.auth.properties.hibernate.connection.handling_mode", "x")
                    .with("binds.auth.properties.hibernate.cdi.extensions", "true")
                    .with("binds.auth.properties.eclipselink.connection-pool.node2.url", "x")
                    .with("binds-defaults.properties.hibernate.connection.provider_class", "x")
                    .with("binds-defaults.properties.jakarta.persistence.transactionType", "JTA");
            String refused =
                    " is refused: connections, transactions and identity of a persistence unit are those of its"
                            + " bind. ";
            assertThat(problems())
                    .containsExactlyInAnyOrder(
                            "BINDKEY-013: binds.auth.properties.\"hibernate.connection.url\"" + refused
                                    + "Set binds.auth.url instead.",
                            "BINDKEY-013: binds.auth.properties.javax.persistence.jtaDataSource" + refused
                                    + "Set binds.auth.datasource instead.",
                            "BINDKEY-013: binds.auth.properties.hibernate.connection.handling_mode" + refused
                                    + "Remove it.",
                            "BINDKEY-013: binds.auth.properties.hibernate.cdi.extensions" + refused + "Remove it.",
                            "BINDKEY-013: binds.auth.properties.eclipselink.connection-pool.node2.url" + refused
                                    + "Set binds.auth.pool.max-size instead.",
                            "BINDKEY-013: binds-defaults.properties.hibernate.connection.provider_class" + refused
                                    + "Set binds.<key>.datasource instead.",
                            "BINDKEY-013: binds-defaults.properties.jakarta.persistence.transactionType" + refused
                                    + "Set binds-defaults.transaction instead.");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "hibernate.connection.provider_disables_autocommit",
                    "hibernate.connection.isolation",
                    "hibernate.jdbc.batch_size",
                    "hibernate.dialect",
                    "hibernate.session_factory_observer",
                    "hibernate.tenant_identifier_resolver",
                    "eclipselink.jdbc.exclusive-connection.mode",
                    "eclipselink.jdbc.batch-writing",
                    "eclipselink.target-server",
                    "jakarta.persistence.database-product-name",
                    "jakarta.persistence.schema-generation.database.action"
                })
        void notOfTheOthers(String property) {
            with("binds.auth.url", "jdbc:h2:mem:auth").with("binds.auth.properties." + property, "x");

            assertThat(bind("auth").providerProperties()).containsEntry(property, "x");
        }

        @Test
        void ofTwoPasswords() {
            with("binds.auth.url", "jdbc:h2:mem:auth")
                    .with("binds.auth.password", "hush")
                    .with("binds.auth.password-file", "/run/secrets/auth");
            assertThat(problems())
                    .containsExactly("BINDKEY-014: Bind 'auth' has both binds.auth.password" + FROM_TEST
                            + " and binds.auth.password-file" + FROM_TEST + ":" + " keep the one that is meant.");
        }

        @Test
        void ofAPasswordFileForAllOrBesideADataSource() {
            with("binds.auth.datasource", "x")
                    .with("binds.auth.password-file", "/run/secrets/auth")
                    .with("binds-defaults.password-file", "/run/secrets/all");
            assertThat(problems())
                    .containsExactly(
                            "BINDKEY-008: binds-defaults.password-file is refused: one password-file cannot serve every"
                                    + " bind. Set binds.<key>.password-file for each.",
                            "BINDKEY-003: binds.auth.password-file" + FROM_TEST
                                    + " works only with binds.auth.url, but bind 'auth' has a"
                                    + " data source that somebody else configures: remove it.");
        }

        @Test
        void ofPoolPropertiesBesideADataSource() {
            with("binds.auth.datasource", "x")
                    .with("binds.auth.pool.max-size", "3")
                    .with("binds.auth.username", "sa")
                    .with("binds-defaults.pool.min-size", "0");
            assertThat(problems())
                    .containsExactly(
                            "BINDKEY-003: binds.auth.username" + FROM_TEST
                                    + " works only with binds.auth.url, but bind 'auth' has a data "
                                    + "source that somebody else configures: remove it.",
                            "BINDKEY-003: binds.auth.pool.max-size" + FROM_TEST
                                    + " works only with binds.auth.url, but bind 'auth' has a "
                                    + "data source that somebody else configures: remove it.");
        }

        @Test
        void ofADatabaseForAllBinds() {
            with("binds-defaults.url", "jdbc:h2:mem:x").with("binds-defaults.password", "x");
            assertThat(problems())
                    .containsExactlyInAnyOrder(
                            "BINDKEY-008: binds-defaults.url is refused: one url cannot serve every bind. "
                                    + "Set binds.<key>.url for each.",
                            "BINDKEY-008: binds-defaults.password is refused: one password cannot serve every bind. "
                                    + "Set binds.<key>.password for each.");
        }

        @Test
        void ofKeysThatAreNone() {
            assertThat(problems("", "a b"))
                    .containsExactly(
                            "BINDKEY-009: '' in a @BindKey is no bind key: use letters, digits, '-', '_' and '.', "
                                    + "beginning with a letter or digit.",
                            "BINDKEY-009: 'a b' in a @BindKey is no bind key: use letters, digits, '-', '_' and '.', "
                                    + "beginning with a letter or digit.");
        }

        @Test
        void ofKeysThatAreOneInTheEnvironment() {
            with("binds.a-b.url", "jdbc:h2:mem:one").with("binds.a_b.url", "jdbc:h2:mem:two");
            assertThat(problems())
                    .containsExactly(
                            "BINDKEY-010: Bind keys 'a-b' and 'a_b' are the same word as environment variables: "
                                    + "rename one of them.");
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "jdbc:h2:mem:",
                    "jdbc:h2:mem:;DB_CLOSE_DELAY=-1",
                    "jdbc:sqlite:",
                    "jdbc:sqlite::memory:",
                    "jdbc:sqlite:file:x?mode=memory"
                })
        void ofADatabaseForEachConnection(String url) {
            with("binds.a.url", url);
            assertThat(problems())
                    .containsExactly("BINDKEY-011: binds.a.url = " + url
                            + " gives each connection a database of its own. Name a shared one, such as jdbc:h2:mem:a or "
                            + "jdbc:sqlite:file:a?mode=memory&cache=shared.");
        }

        @Test
        void ofAnExpressionThatLeadsNowhere() {
            with("binds.a.url", "jdbc:h2:mem:a").with("binds.a.username", "${nowhere}");
            assertThat(problems())
                    .containsExactly(
                            "BINDKEY-006: binds.a.username cannot be resolved: it refers to a property that is not set.");
        }
    }

    @Test
    void givesEachBindItsOwnMigrations() {
        with("binds.a.url", "jdbc:h2:mem:a")
                .with("binds.B-c.url", "jdbc:h2:mem:b")
                .with("binds.none.url", "jdbc:h2:mem:c")
                .with("binds.none.migration.tool", "none")
                .with("binds.B-c.migration.locations", "db/b, filesystem:/srv/b")
                .with("binds.a.migration.tool", "liquibase")
                .with("binds-defaults.migration.tool", "flyway");
        assertThat(bind("a").schema().migration())
                .contains(new MigrationSettings(
                        MigrationSettings.Tool.LIQUIBASE, List.of("db/migration/a"), "liquibase_history_a"));
        assertThat(bind("B-c").schema().migration())
                .contains(new MigrationSettings(
                        MigrationSettings.Tool.FLYWAY, List.of("db/b", "filesystem:/srv/b"), "flyway_history_b_c"));
        assertThat(bind("none").schema().migration()).isEmpty();
    }

    @Test
    void hidesPasswordsInItsText() {
        with("binds.a.url", "jdbc:postgresql://me:hush@host/db?password=hush").with("binds.a.password", "secret");
        assertThat(bind("a").toString()).doesNotContain("hush", "secret");
    }
}
