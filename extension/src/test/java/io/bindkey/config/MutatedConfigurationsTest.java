// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.BindsDeploymentException.Problem;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Thousands of configurations with mistakes in them: reading never throws, and no problem shows a credential. */
@Tag("slow")
class MutatedConfigurationsTest {

    private static final int ROUNDS = 2_000;

    /** Each is found nowhere else, so that it is clear what a text shows. */
    private static final List<String> CREDENTIALS = List.of("zqinurl", "zqparam", "zqplain", "zqtoken", "zqthin");

    private static final Map<String, String> VALID = Map.ofEntries(
            Map.entry("binds.default.url", "jdbc:postgresql://me:zqinurl@host/db?password=zqparam"),
            Map.entry("binds.default.username", "me"),
            Map.entry("binds.default.password", "zqplain"),
            Map.entry("binds.default.pool.max-size", "7"),
            Map.entry("binds.default.pool.max-lifetime", "1h"),
            Map.entry("binds.default.start", "lazy"),
            Map.entry("binds.auth.url", "jdbc:oracle:thin:me/zqthin@//host:1521/service"),
            Map.entry("binds.auth.driver", "a.Driver"),
            Map.entry("binds.auth.read-only", "true"),
            Map.entry("binds.auth.schema.strategy", "validate"),
            Map.entry("binds.auth.properties.\"hibernate.jdbc.batch_size\"", "50"),
            Map.entry("binds.\"a.b\".url", "jdbc:sqlserver://host;user=me;password=zqparam;accessToken=zqtoken"),
            Map.entry("binds.\"a.b\".migration.tool", "flyway"),
            Map.entry("binds.default.replicas.r1.url", "jdbc:postgresql://me:zqinurl@copy/db?password=zqparam"),
            Map.entry("binds.default.replicas.r1.password", "zqplain"),
            Map.entry("binds.default.replicas.r1.pool.max-size", "3"),
            Map.entry("binds.files.replicas.\"r.1\".datasource", "java:jboss/datasources/Copy"),
            Map.entry("BINDS_AUTH_REPLICAS_R2_URL", "jdbc:oracle:thin:me/zqthin@//copy:1521/service"),
            Map.entry("binds-defaults.reading.max-lag", "1s"),
            Map.entry("binds.files.datasource", "java:jboss/datasources/Files"),
            Map.entry("binds.files.packages", "a.b, a.c"),
            Map.entry("BINDS_DEFAULT_POOL_MIN_SIZE", "1"),
            Map.entry("BINDS_DEFAULTS_START", "eager"),
            Map.entry("binds-defaults.pool.acquisition-timeout", "2s"),
            Map.entry("binds-settings.transactions.across", "fail"),
            Map.entry("binds-settings.unkeyed-entities", "ignore"));

    private final Random random = new Random(20_261_127);

    @Test
    void neverThrowAndNeverShowACredential() {
        Set<String> codes = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            Map<String, String> mutated = mutated();
            BindsReader.Result result = BindsReader.read(configOf(mutated), List.of("auth", "default"));
            assertThat(result.problems())
                    .as("%s", mutated)
                    .extracting(Problem::toString)
                    .allSatisfy(text -> assertThat(text).doesNotContain(CREDENTIALS));
            result.problems().forEach(problem -> codes.add(problem.code()));
        }
        assertThat(codes)
                .contains(
                        "BINDKEY-002",
                        "BINDKEY-003",
                        "BINDKEY-004",
                        "BINDKEY-005",
                        "BINDKEY-007",
                        "BINDKEY-008",
                        "BINDKEY-009");
    }

    private static Config configOf(Map<String, String> properties) {
        Map<String, String> variables = new LinkedHashMap<>(properties);
        variables.keySet().removeIf(name -> !name.equals(name.toUpperCase(Locale.ROOT)));
        Map<String, String> others = new LinkedHashMap<>(properties);
        others.keySet().removeAll(variables.keySet());
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .withSources(new PropertiesConfigSource(others, "test", 100), new EnvConfigSource(variables, 300))
                .build();
    }

    private Map<String, String> mutated() {
        Map<String, String> properties = new LinkedHashMap<>();
        VALID.keySet().stream().sorted().forEach(name -> properties.put(name, value(name)));
        int mutations = 1 + random.nextInt(4);
        for (int i = 0; i < mutations; i++) {
            mutate(properties);
        }
        return properties;
    }

    private void mutate(Map<String, String> properties) {
        String name = anyOf(properties);
        String other = anyOf(properties);
        switch (random.nextInt(10)) {
            case 0 -> properties.put(misspelt(name), String.valueOf(properties.remove(name)));
            case 1 -> properties.put(misspelt(name), value(properties, name));
            case 2 -> properties.remove(name);
            case 3 -> {
                if (!isPassword(properties, name)) {
                    properties.put(other, value(properties, name));
                }
            }
            case 4 -> {
                if (!isPassword(properties, name) && !isPassword(properties, other)) {
                    String value = value(properties, name);
                    properties.put(name, value(properties, other));
                    properties.put(other, value);
                }
            }
            case 5 -> {
                if (!isPassword(properties, name) && name.startsWith("binds")) {
                    properties.put(elsewhere(name), value(properties, name));
                }
            }
            case 6 -> properties.put(name, '"' + value(properties, name) + '"');
            case 7 -> properties.put(name, " " + value(properties, name) + " ,");
            case 8 -> properties.put(name, "");
            default ->
                properties.put(
                        name.replace("default", "\"default\"").replace("auth", "\"auth\""),
                        "x" + value(properties, name));
        }
    }

    /** One that stands at another property alone looks as any word does; nobody can tell it. */
    private static boolean isPassword(Map<String, String> properties, String name) {
        return value(properties, name).contains("zqplain");
    }

    private static String value(String name) {
        return value(VALID, name);
    }

    private static String value(Map<String, String> properties, String name) {
        return properties.getOrDefault(name, "");
    }

    private String anyOf(Map<String, String> properties) {
        List<String> names = new ArrayList<>(properties.keySet());
        return names.get(random.nextInt(names.size()));
    }

    /** Any property of the same bind, or of all binds. */
    private String elsewhere(String name) {
        BindProperty[] all = BindProperty.values();
        String suffix = all[random.nextInt(all.length)].suffix();
        return (random.nextInt(5) == 0 ? "binds-defaults" : name.replaceFirst("^(binds\\.(\"a\\.b\"|\\w+)).*", "$1"))
                + "." + suffix;
    }

    /** One letter more, less, another or in another place; sometimes in upper case. */
    private String misspelt(String name) {
        StringBuilder text = new StringBuilder(name);
        int at = random.nextInt(name.length());
        switch (random.nextInt(5)) {
            case 0 -> text.deleteCharAt(at);
            case 1 -> text.insert(at, ".\"_-x$".charAt(random.nextInt(6)));
            case 2 -> text.setCharAt(at, ".\"_-x$".charAt(random.nextInt(6)));
            case 3 -> {
                char moved = text.charAt(at);
                text.deleteCharAt(at);
                text.insert(random.nextInt(text.length() + 1), moved);
            }
            default -> {
                return PropertyNames.variable(name);
            }
        }
        return text.toString();
    }
}
