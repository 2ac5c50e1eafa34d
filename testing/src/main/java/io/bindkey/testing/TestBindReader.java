// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.Config;

/** Reads what the application has of its binds, and writes what comes before that. */
record TestBindReader(
        Config config, boolean narayana, ClassLoader loader, Map<String, String> told, Map<String, String> properties) {

    /** What tells where a database is and who connects; one that is told takes the place of all of it. */
    private static final List<String> OF_THE_DATABASE =
            List.of("", ".url", ".username", ".password", ".password-file", ".driver", ".datasource", ".cluster");

    TestConfiguration.Bind inMemory(String key, Set<String> spellings) {
        TestDatabase database = PrivateH2.fresh(key, loader);
        spellings.forEach(prefix -> set(prefix + ".migration.tool", "none"));
        return on(database, key, spellings, false);
    }

    TestConfiguration.Bind onServer(String key, Set<String> spellings, TestDatabase database) {
        String tool = effective(spellings, "migration.tool").orElse("none");
        return on(database, key, spellings, !tool.equals("none"));
    }

    private TestConfiguration.Bind on(TestDatabase database, String key, Set<String> spellings, boolean migrated) {
        String kind = kind(key, spellings);
        String driver = driver(kind);
        for (String prefix : spellings) {
            OF_THE_DATABASE.forEach(other -> force(prefix + other, ""));
            force(prefix + ".url", database.url());
            force(prefix + ".username", database.username());
            force(prefix + ".password", database.password());
            force(prefix + ".driver", driver);
            force(prefix + ".pool.initial-sql", "");
            database.replica().ifPresent(replica -> {
                force(prefix + ".replicas." + TestReplica.NAME + ".url", replica.url());
                force(prefix + ".replicas." + TestReplica.NAME + ".driver", WatchedDriver.class.getName());
            });
            set(prefix + ".transaction", kind);
            set(prefix + ".schema.strategy", migrated || database.hasSchema() ? "none" : "create");
            set(prefix + ".schema.allow-drop", "true");
            withoutDialect(prefix);
        }
        withoutDialect("binds-defaults");
        set("binds-defaults.pool.initial-sql", "");
        return new TestConfiguration.Bind(
                kind.equals("resource-local"), migrated, Optional.of(database), Optional.of(database.url()));
    }

    TestConfiguration.Bind asTold(String key, Set<String> spellings) {
        String kind = kind(key, spellings);
        Optional<String> url = told(spellings, ".url").or(() -> told(spellings, ""));
        Optional<String> watched = url.filter(any -> told(spellings, ".driver").isEmpty())
                .filter(any ->
                        !kind.equals("xa") || WatchedXaDataSource.driverOf(any).isPresent())
                .filter(any -> !Watches.has(any));
        for (String prefix : spellings) {
            watched.ifPresent(any -> set(prefix + ".driver", driver(kind)));
            for (String other : OF_THE_DATABASE) {
                set(prefix + other, "");
            }
            if (url.isEmpty()) {
                TestConfiguration.names(config).stream()
                        .filter(name -> name.startsWith(prefix + ".pool."))
                        .forEach(name -> set(name, ""));
            }
            set(prefix + ".transaction", kind);
            withoutDialect(prefix);
        }
        String tool = effective(spellings, "migration.tool").orElse("none");
        return new TestConfiguration.Bind(
                kind.equals("resource-local"), !tool.equals("none"), Optional.empty(), watched);
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
        return config.getOptionalValue(name, String.class).map(String::strip).filter(text -> !text.isEmpty());
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
