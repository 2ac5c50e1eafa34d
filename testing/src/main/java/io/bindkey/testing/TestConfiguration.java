// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import io.bindkey.BindKey;
import java.util.Comparator;
import java.util.LinkedHashMap;
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

    /**
     * One bind.
     *
     * @param local whether no transaction manager drives it
     * @param migrated whether its tables are those of a migration tool
     * @param database that was made for it, empty where the test has said where it is
     * @param url of its database where its connections can be watched
     */
    record Bind(boolean local, boolean migrated, Optional<TestDatabase> database, Optional<String> url) {}

    /** {@return the replicas by the keys of their binds} */
    Map<String, TestReplica> replicas() {
        Map<String, TestReplica> replicas = new LinkedHashMap<>();
        binds.forEach((key, bind) ->
                bind.database().flatMap(TestDatabase::replica).ifPresent(replica -> replicas.put(key, replica)));
        return replicas;
    }

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
        TestBindReader reading = new TestBindReader(config, narayana, settings.loader(), told, properties);
        prefixes.forEach((key, spellings) -> {
            OnDatabase.Product product = settings.databases().get(key);
            binds.put(
                    key,
                    product != null
                            ? reading.onServer(
                                    key,
                                    spellings,
                                    DatabaseServers.fresh(
                                            product,
                                            schema(config, product, key),
                                            settings.replicated().contains(key)))
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
            register(WithoutReplicas.of(application, properties.keySet()), settings.loader());
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

    static Set<String> names(Config config) {
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
}
