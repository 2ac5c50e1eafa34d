// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import io.bindkey.BindKey;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;

/**
 * What the application of a test is told instead of its own configuration.
 *
 * @param properties that come before all others
 * @param binds by their keys, in key order
 */
record TestConfiguration(Map<String, String> properties, Map<String, Bind> binds) {

    private static final Pattern BIND = Pattern.compile("binds\\.(?:\"([^\"]+)\"|([^.\"]+))(?:\\..*)?");

    /** What tells where a database is and who connects; one that is told takes the place of all of it. */
    private static final List<String> OF_THE_DATABASE =
            List.of("", ".url", ".username", ".password", ".password-file", ".driver", ".datasource", ".cluster");

    /**
     * One bind.
     *
     * @param local whether no transaction manager drives it
     * @param migrated whether its tables are those of a migration tool
     * @param database that was made for it, empty where the test has said where it is
     * @param url of its database where its connections can be watched
     */
    record Bind(boolean local, boolean migrated, Optional<TestDatabase> database, Optional<String> url) {}

    /** Makes the databases, and lets the configuration say so. */
    static TestConfiguration of(TestSettings settings, boolean narayana) {
        Map<String, Bind> binds = new LinkedHashMap<>();
        try {
            return of(settings, narayana, binds);
        } catch (RuntimeException e) {
            forget(settings.loader());
            binds.values().forEach(bind -> bind.database().ifPresent(TestDatabase::close));
            throw e;
        }
    }

    private static TestConfiguration of(TestSettings settings, boolean narayana, Map<String, Bind> binds) {
        Map<String, String> told = settings.properties();
        TestProperties.set(told);
        Config config = fresh(settings.loader());
        Map<String, Set<String>> prefixes = prefixes(config, settings);
        Set<String> inMemory = new TreeSet<>();
        prefixes.forEach((key, spellings) -> {
            if (!settings.databases().containsKey(key) && !isTold(told, spellings)) {
                inMemory.add(key);
            }
        });
        if (!inMemory.isEmpty() && !PrivateH2.isPossible(settings.loader())) {
            throw TestFailures.withoutH2(inMemory);
        }
        Map<String, String> properties = new LinkedHashMap<>(told);
        Reading reading = new Reading(config, narayana, settings.loader(), told, properties);
        prefixes.forEach((key, spellings) -> {
            OnDatabase.Product product = settings.databases().get(key);
            binds.put(
                    key,
                    product != null
                            ? reading.onServer(
                                    key, spellings, DatabaseServers.fresh(product, schema(config, product, key)))
                            : inMemory.contains(key)
                                    ? reading.inMemory(key, spellings)
                                    : reading.asTold(key, spellings));
        });
        if (narayana) {
            properties.putAll(NarayanaInTests.properties(reading.hasTwoPhases()));
            // An application that ends waits until a recovery that is at work has finished; a test ends what it has in
            // doubt itself.
            properties.putIfAbsent("binds-settings.transactions.recovery", "false");
        }
        TestProperties.set(properties);
        Config application = fresh(settings.loader());
        if (WithoutReplicas.areIn(application)) {
            release(settings.loader());
            register(WithoutReplicas.of(application, told.keySet()), settings.loader());
        }
        return new TestConfiguration(properties, binds);
    }

    /** Nothing of this is in force any more. */
    static void forget(ClassLoader loader) {
        TestProperties.set(Map.of());
        release(loader);
    }

    /** A configuration keeps the names that it has seen, so another one is made. */
    private static Config fresh(ClassLoader loader) {
        release(loader);
        return ConfigProvider.getConfig(loader);
    }

    private static void register(Config config, ClassLoader loader) {
        ConfigProviderResolver resolver = ConfigProviderResolver.instance();
        resolver.registerConfig(config, loader);
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        if (ofThread != null && ofThread != loader) {
            resolver.registerConfig(config, ofThread);
        }
    }

    private static void release(ClassLoader loader) {
        ConfigProviderResolver resolver = ConfigProviderResolver.instance();
        resolver.releaseConfig(resolver.getConfig(loader));
        ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
        if (ofThread != null && ofThread != loader) {
            resolver.releaseConfig(resolver.getConfig(ofThread));
        }
    }

    private static Map<String, Set<String>> prefixes(Config config, TestSettings settings) {
        Map<String, Set<String>> prefixes =
                new TreeMap<>(Comparator.<String, Boolean>comparing(key -> !key.equals(BindKey.DEFAULT))
                        .thenComparing(Comparator.naturalOrder()));
        for (String name : config.getPropertyNames()) {
            Matcher matcher = BIND.matcher(name);
            if (matcher.matches()) {
                String quoted = matcher.group(1);
                String key = quoted == null ? matcher.group(2) : quoted;
                prefixes.computeIfAbsent(key, k -> new TreeSet<>())
                        .add(quoted == null ? "binds." + key : "binds.\"" + key + "\"");
            }
        }
        settings.binds().forEach(key -> prefixes.computeIfAbsent(key, TestConfiguration::plain));
        settings.databases().keySet().forEach(key -> prefixes.computeIfAbsent(key, TestConfiguration::plain));
        return prefixes;
    }

    /** {@return what tells the schema of one bind from others: with equal properties and classes it is the same} */
    private static String schema(Config config, OnDatabase.Product product, String key) {
        StringBuilder schema = new StringBuilder(product + " " + key);
        new TreeSet<>(names(config)).forEach(name -> schema.append('\n')
                .append(name)
                .append('=')
                .append(config.getConfigValue(name).getRawValue()));
        return schema.toString();
    }

    private static Set<String> names(Config config) {
        Set<String> names = new TreeSet<>();
        config.getPropertyNames().forEach(names::add);
        names.removeIf(name -> !name.startsWith("binds"));
        return names;
    }

    private static Set<String> plain(String key) {
        return Set.of(key.contains(".") ? "binds.\"" + key + "\"" : "binds." + key);
    }

    private static boolean isTold(Map<String, String> told, Set<String> spellings) {
        return spellings.stream()
                .anyMatch(prefix -> told.containsKey(prefix)
                        || told.containsKey(prefix + ".url")
                        || told.containsKey(prefix + ".datasource"));
    }

    /** Reads what the application has, and writes what comes before that. */
    private record Reading(
            Config config,
            boolean narayana,
            ClassLoader loader,
            Map<String, String> told,
            Map<String, String> properties) {

        Bind inMemory(String key, Set<String> spellings) {
            TestDatabase database = PrivateH2.fresh(key, loader);
            spellings.forEach(prefix -> set(prefix + ".migration.tool", "none"));
            return on(database, key, spellings, false);
        }

        Bind onServer(String key, Set<String> spellings, TestDatabase database) {
            String tool = effective(spellings, "migration.tool").orElse("none");
            return on(database, key, spellings, !tool.equals("none"));
        }

        private Bind on(TestDatabase database, String key, Set<String> spellings, boolean migrated) {
            String kind = kind(key, spellings);
            String driver = driver(kind);
            for (String prefix : spellings) {
                OF_THE_DATABASE.forEach(other -> force(prefix + other, ""));
                force(prefix + ".url", database.url());
                force(prefix + ".username", database.username());
                force(prefix + ".password", database.password());
                force(prefix + ".driver", driver);
                force(prefix + ".pool.initial-sql", "");
                set(prefix + ".transaction", kind);
                set(prefix + ".schema.strategy", migrated || database.hasSchema() ? "none" : "create");
                set(prefix + ".schema.allow-drop", "true");
                withoutDialect(prefix);
            }
            withoutDialect("binds-defaults");
            set("binds-defaults.pool.initial-sql", "");
            return new Bind(
                    kind.equals("resource-local"), migrated, Optional.of(database), Optional.of(database.url()));
        }

        Bind asTold(String key, Set<String> spellings) {
            String kind = kind(key, spellings);
            Optional<String> url = told(spellings, ".url").or(() -> told(spellings, ""));
            Optional<String> watched = url.filter(
                            any -> told(spellings, ".driver").isEmpty())
                    .filter(any -> !kind.equals("xa")
                            || WatchedXaDataSource.driverOf(any).isPresent())
                    .filter(any -> !Watches.has(any));
            for (String prefix : spellings) {
                watched.ifPresent(any -> set(prefix + ".driver", driver(kind)));
                for (String other : OF_THE_DATABASE) {
                    set(prefix + other, "");
                }
                if (url.isEmpty()) {
                    names(config).stream()
                            .filter(name -> name.startsWith(prefix + ".pool."))
                            .forEach(name -> set(name, ""));
                }
                set(prefix + ".transaction", kind);
                withoutDialect(prefix);
            }
            String tool = effective(spellings, "migration.tool").orElse("none");
            return new Bind(kind.equals("resource-local"), !tool.equals("none"), Optional.empty(), watched);
        }

        private Optional<String> told(Set<String> spellings, String suffix) {
            return spellings.stream()
                    .flatMap(prefix -> Optional.ofNullable(told.get(prefix + suffix)).stream())
                    .findFirst();
        }

        private static String driver(String kind) {
            return (kind.equals("xa") ? WatchedXaDataSource.class : WatchedDriver.class).getName();
        }

        boolean hasTwoPhases() {
            return properties.entrySet().stream()
                    .anyMatch(property -> property.getKey().endsWith(".transaction")
                            && property.getValue().equals("xa"));
        }

        private String kind(String key, Set<String> spellings) {
            Optional<String> wanted = effective(spellings, "transaction").map(kind -> kind.toLowerCase(Locale.ROOT));
            if (narayana) {
                return wanted.orElse("jta");
            }
            if (wanted.isPresent() && !wanted.get().equals("resource-local")) {
                System.getLogger("io.bindkey.testing")
                        .log(
                                Level.WARNING,
                                "Bind ''{0}'' has transaction = {1}, which needs Narayana on the class path of the tests; there it"
                                        + " is resource-local",
                                key,
                                wanted.get());
            }
            return "resource-local";
        }

        private Optional<String> effective(Set<String> spellings, String suffix) {
            return spellings.stream()
                    .flatMap(prefix -> value(prefix + "." + suffix).stream())
                    .findFirst()
                    .or(() -> value("binds-defaults." + suffix));
        }

        private Optional<String> value(String name) {
            return config.getOptionalValue(name, String.class)
                    .map(String::strip)
                    .filter(text -> !text.isEmpty());
        }

        /** A dialect that the application names is that of another database. */
        private void withoutDialect(String prefix) {
            for (String name : config.getPropertyNames()) {
                boolean dialect = name.contains("hibernate.dialect")
                        || name.contains("eclipselink.target-database")
                        || name.contains("jakarta.persistence.database-");
                if (dialect && name.startsWith(prefix + ".properties.")) {
                    set(name, "");
                }
            }
        }

        /** What the test says itself comes first. */
        private void set(String name, String value) {
            properties.putIfAbsent(name, value);
        }

        private void force(String name, String value) {
            properties.put(name, value);
        }
    }
}
