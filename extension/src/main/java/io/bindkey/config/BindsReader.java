// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

import io.bindkey.BindKey;
import io.bindkey.BindSetting;
import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.config.PropertyLookup.Found;
import io.bindkey.message.Owner;
import io.bindkey.message.Problems;
import io.bindkey.message.SchemaProblems;
import io.bindkey.message.Secrets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.Config;

/** Reads the configuration of the binds. Problems are collected, never thrown. */
public final class BindsReader {

    private static final Map<String, TransactionKind> TRANSACTIONS = Map.of(
            "jta", TransactionKind.JTA, "xa", TransactionKind.XA, "resource-local", TransactionKind.RESOURCE_LOCAL);
    private static final Map<String, SchemaSettings.Strategy> STRATEGIES = Map.of(
            "none", SchemaSettings.Strategy.NONE,
            "create", SchemaSettings.Strategy.CREATE,
            "drop-and-create", SchemaSettings.Strategy.DROP_AND_CREATE,
            "validate", SchemaSettings.Strategy.VALIDATE);
    private static final Map<String, Optional<MigrationSettings.Tool>> MIGRATION_TOOLS = Map.of(
            "none", Optional.empty(),
            "flyway", Optional.of(MigrationSettings.Tool.FLYWAY),
            "liquibase", Optional.of(MigrationSettings.Tool.LIQUIBASE));
    private static final Map<String, OperationSettings.Health> HEALTH = Arrays.stream(OperationSettings.Health.values())
            .collect(Collectors.toMap(OperationSettings.Health::word, Function.identity()));

    private final Config config;
    private final List<Problem> problems = new ArrayList<>();
    private final PropertyLookup lookup;
    private final DatabaseReader databases;
    private final ReplicasReader replicas;
    private final ClusterReader clusters;
    private final Set<String> allPasswords;
    private final WatchReader watches;

    private BindsReader(Config config) {
        this.config = config;
        this.lookup = new PropertyLookup(config, problems);
        this.databases = new DatabaseReader(config, lookup, problems);
        this.replicas = new ReplicasReader(lookup, databases, problems);
        this.clusters = new ClusterReader(lookup, problems);
        this.allPasswords = Secrets.passwords(config);
        this.watches = new WatchReader(config, lookup);
    }

    /**
     * What was read and what was wrong.
     *
     * @param config the configuration, without binds that have no database
     * @param listedKeys the keys that stand in property names, also those of binds without a database
     * @param problems what was wrong
     */
    public record Result(BindsConfig config, NavigableSet<String> listedKeys, List<Problem> problems) {}

    /** {@return whether a bind of that key has a database; what is wrong with it is told by {@link #read}} */
    public static boolean hasDatabase(Config config, String key) {
        PropertyLookup lookup = new PropertyLookup(config, new ArrayList<>());
        return lookup.effective(key, BindProperty.URL)
                .or(() -> lookup.effective(key, BindProperty.DATASOURCE))
                .isPresent();
    }

    /**
     * Reads everything.
     *
     * @param config the application's configuration
     * @param annotatedKeys the keys that classes and packages carry, asked for even where no name lists them
     */
    public static Result read(Config config, Iterable<String> annotatedKeys) {
        return read(config, annotatedKeys, List.of());
    }

    /**
     * Reads everything.
     *
     * @param config the application's configuration
     * @param annotatedKeys the keys that classes and packages carry, asked for even where no name lists them
     * @param injectedKeys the keys that injection points ask for: they may be all that tells which bind a variable of the
     *     environment is for
     */
    public static Result read(Config config, Iterable<String> annotatedKeys, Collection<String> injectedKeys) {
        return new BindsReader(config).read(annotatedKeys, injectedKeys);
    }

    private Result read(Iterable<String> annotatedKeys, Collection<String> injectedKeys) {
        NavigableSet<String> listed = new TreeSet<>(BindsConfig.KEY_ORDER);
        Set<String> names = PropertyNames.written(config);
        listed.addAll(PropertyNames.keys(names));
        for (String key : listed) {
            if (!PropertyNames.isKey(key)) {
                problems.add(Problems.invalidKey(key, "in the property names"));
            }
        }
        problems.addAll(PropertyNames.check(names));

        NavigableSet<String> keys = new TreeSet<>(listed);
        for (String key : annotatedKeys) {
            if (!PropertyNames.isKey(key)) {
                problems.add(Problems.invalidKey(key, "in a @BindKey"));
            }
            keys.add(key);
        }
        keys.add(BindKey.DEFAULT);
        keys.removeIf(key -> !PropertyNames.isKey(key));
        checkCollisions(keys);
        Set<String> variables = keys.stream().map(PropertyNames::variable).collect(Collectors.toSet());
        injectedKeys.stream()
                .filter(key -> PropertyNames.isKey(key) && variables.add(PropertyNames.variable(key)))
                .forEach(keys::add);
        EnvironmentNames environment = EnvironmentNames.in(names);
        Set<Owner> copies = replicas.listed(names);
        keys.addAll(environment.keysBeside(keys, copies));
        copies.addAll(environment.replicasBeside(keys, copies));
        problems.addAll(environment.check(keys, copies));

        NavigableMap<String, BindSettings> binds = new TreeMap<>(BindsConfig.KEY_ORDER);
        for (String key : keys) {
            lookup.forgetFound();
            databases.database(Owner.bind(key)).ifPresent(database -> binds.put(key, bind(key, database, copies)));
        }
        listed.retainAll(keys);
        return new Result(
                new BindsConfig(
                        binds,
                        across(),
                        recovery(),
                        unkeyedEntities(),
                        maintenance(),
                        new ConsoleReader(config, lookup, problems).read()),
                listed,
                // A bad value of binds-defaults is met once for each bind.
                problems.stream().distinct().toList());
    }

    private void checkCollisions(NavigableSet<String> keys) {
        Map<String, String> byVariable = new TreeMap<>();
        for (String key : keys) {
            String other = byVariable.putIfAbsent(PropertyNames.variable(key), key);
            if (other != null) {
                problems.add(Problems.keysCollide(other, key));
            }
        }
    }

    private BindSettings bind(String key, DatabaseSettings database, Set<Owner> copies) {
        BindSettings bind = new BindSettings(
                key,
                database,
                databases.pool(Owner.bind(key)),
                lookup.effective(key, BindProperty.TRANSACTION).flatMap(f -> lookup.choice(f, TRANSACTIONS)),
                lookup.effective(key, BindProperty.PROVIDER).map(Found::value),
                lookup.list(lookup.own(key, BindProperty.PACKAGES)),
                lookup.list(lookup.own(key, BindProperty.CLASSES)),
                lookup.list(lookup.own(key, BindProperty.MAPPING_FILES)),
                schema(key),
                lookup.effective(key, BindProperty.START)
                        .flatMap(f -> lookup.choice(f, Map.of("eager", false, "lazy", true)))
                        .orElse(false),
                flag(key, BindProperty.ACTIVE, true),
                flag(key, BindProperty.READ_ONLY, false),
                watches.watch(key),
                Map.copyOf(lookup.providerProperties(key)),
                replicas.replicas(key, database, copies),
                replicas.reading(key),
                clusters.cluster(key),
                operation(key),
                // Last, for what all the others have found.
                shown(database));
        clusters.check(bind);
        return bind;
    }

    private List<BindSetting> shown(DatabaseSettings database) {
        Set<String> passwords = new HashSet<>(database.passwords());
        passwords.addAll(allPasswords);
        return ShownSettings.of(lookup.found(), config, passwords);
    }

    private OperationSettings operation(String key) {
        return new OperationSettings(
                lookup.effective(key, BindProperty.ON_FAILURE)
                        .flatMap(f -> lookup.choice(f, Map.of("fail", false, "degrade", true)))
                        .orElse(false),
                lookup.effective(key, BindProperty.HEALTH)
                        .flatMap(f -> lookup.choice(f, HEALTH))
                        .orElse(OperationSettings.Health.READINESS));
    }

    private SchemaSettings schema(String key) {
        SchemaSettings schema = new SchemaSettings(
                lookup.effective(key, BindProperty.SCHEMA_STRATEGY)
                        .flatMap(f -> lookup.choice(f, STRATEGIES))
                        .orElse(SchemaSettings.Strategy.NONE),
                lookup.flag(lookup.effective(key, BindProperty.SCHEMA_ALLOW_DROP)),
                flag(key, BindProperty.SCHEMA_CREATE_SCHEMAS, false),
                lookup.effective(key, BindProperty.SCHEMA_LOAD_SCRIPT).map(Found::value),
                migration(key));
        if (schema.migration().isPresent()) {
            String tool = schema.migration().get().tool().word();
            if (schema.strategy().creates()) {
                problems.add(SchemaProblems.migratedAndCreated(
                        key, tool, schema.strategy().word()));
            }
            if (flag(key, BindProperty.READ_ONLY, false)) {
                problems.add(SchemaProblems.migratedAndReadOnly(key, tool));
            }
        }
        return schema;
    }

    private Optional<MigrationSettings> migration(String key) {
        List<String> locations = lookup.list(lookup.own(key, BindProperty.MIGRATION_LOCATIONS));
        Optional<String> table =
                lookup.own(key, BindProperty.MIGRATION_HISTORY_TABLE).map(Found::value);
        return lookup.effective(key, BindProperty.MIGRATION_TOOL)
                .flatMap(f -> lookup.choice(f, MIGRATION_TOOLS))
                .flatMap(tool -> tool)
                .map(tool -> new MigrationSettings(
                        tool,
                        locations.isEmpty() ? MigrationSettings.defaultLocations(key) : locations,
                        table.orElseGet(() -> MigrationSettings.defaultHistoryTable(tool, key))));
    }

    private boolean maintenance() {
        return lookup.flag(lookup.find("binds-settings." + PropertyNames.MAINTENANCE))
                .orElse(false);
    }

    private boolean flag(String key, BindProperty property, boolean otherwise) {
        return lookup.flag(lookup.effective(key, property)).orElse(otherwise);
    }

    private Optional<Found> setting(String suffix) {
        return lookup.find(PropertyNames.SETTINGS + suffix);
    }

    private RecoverySettings recovery() {
        return new RecoverySettings(
                setting(PropertyNames.NODE_NAME).map(Found::value),
                setting(PropertyNames.OBJECT_STORE).map(Found::value),
                lookup.flag(setting(PropertyNames.RECOVERY)));
    }

    private AcrossBinds across() {
        return setting(PropertyNames.ACROSS)
                .flatMap(
                        f -> lookup.choice(f, Map.of("fail", AcrossBinds.FAIL, "best-effort", AcrossBinds.BEST_EFFORT)))
                .orElse(AcrossBinds.FAIL);
    }

    private Optional<UnkeyedEntities> unkeyedEntities() {
        return setting(PropertyNames.UNKEYED_ENTITIES)
                .flatMap(f -> lookup.choice(
                        f,
                        Map.of(
                                "default", UnkeyedEntities.DEFAULT,
                                "ignore", UnkeyedEntities.IGNORE,
                                "error", UnkeyedEntities.ERROR)));
    }
}
