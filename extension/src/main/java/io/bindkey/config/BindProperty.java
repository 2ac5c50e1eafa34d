// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/** The properties under {@code binds.<key>.}, in the order of the documentation. */
public enum BindProperty {
    URL("url", false),
    USERNAME("username", false),
    PASSWORD("password", false),
    PASSWORD_FILE("password-file", false),
    DRIVER("driver", false),
    DATASOURCE("datasource", false),
    POOL_MIN_SIZE("pool.min-size", true),
    POOL_MAX_SIZE("pool.max-size", true),
    POOL_MAX_LIFETIME("pool.max-lifetime", true),
    POOL_IDLE_TIMEOUT("pool.idle-timeout", true),
    POOL_ACQUISITION_TIMEOUT("pool.acquisition-timeout", true),
    POOL_LEAK_TIMEOUT("pool.leak-timeout", true),
    POOL_VALIDATE_ON_BORROW("pool.validate-on-borrow", true),
    POOL_VALIDATE_AFTER_IDLE("pool.validate-after-idle", true),
    POOL_INITIAL_SQL("pool.initial-sql", true),
    READING_CONSISTENCY("reading.consistency", true),
    READING_MAX_LAG("reading.max-lag", true),
    READING_MAX_WAIT("reading.max-wait", true),
    READING_FALLBACK("reading.fallback", true),
    CLUSTER("cluster", false),
    TRANSACTION("transaction", true),
    PROVIDER("provider", true),
    PACKAGES("packages", false),
    CLASSES("classes", false),
    MAPPING_FILES("mapping-files", false),
    SCHEMA_STRATEGY("schema.strategy", true),
    SCHEMA_ALLOW_DROP("schema.allow-drop", true),
    SCHEMA_CREATE_SCHEMAS("schema.create-schemas", true),
    SCHEMA_LOAD_SCRIPT("schema.load-script", true),
    MIGRATION_TOOL("migration.tool", true),
    MIGRATION_LOCATIONS("migration.locations", false),
    MIGRATION_HISTORY_TABLE("migration.history-table", false),
    START("start", true),
    ON_FAILURE("on-failure", true),
    HEALTH("health", true),
    ACTIVE("active", true),
    READ_ONLY("read-only", true),
    LOG_SQL("log.sql", true),
    LOG_PARAMETERS("log.parameters", true),
    LOG_SLOW_QUERY_THRESHOLD("log.slow-query-threshold", true),
    SQL_COMMENT("sql-comment", true),
    TELEMETRY("telemetry", true);

    /** Everything below this is handed to the provider as it is. */
    static final String PROVIDER_PROPERTIES = "properties.";

    private final String suffix;
    private final boolean inheritable;

    BindProperty(String suffix, boolean inheritable) {
        this.suffix = suffix;
        this.inheritable = inheritable;
    }

    /** {@return the name behind {@code binds.<key>.}} */
    public String suffix() {
        return suffix;
    }

    /** {@return whether {@code binds-defaults.} may give it to every bind: tuning may, a database never} */
    public boolean inheritable() {
        return inheritable;
    }

    /** {@return whether it says who connects and how, or tunes the pool: that needs a url} */
    boolean worksOnlyWithUrl() {
        return switch (this) {
            case USERNAME, PASSWORD, PASSWORD_FILE, DRIVER -> true;
            default -> suffix.startsWith("pool.");
        };
    }

    /** {@return whether a replica of the bind may have its own} */
    boolean ofReplica() {
        return this == URL || this == DATASOURCE || worksOnlyWithUrl();
    }

    static List<String> suffixes() {
        return suffixes(property -> true);
    }

    static List<String> inheritableSuffixes() {
        return suffixes(BindProperty::inheritable);
    }

    /** {@return the names behind {@code binds.<key>.replicas.<name>.}} */
    static List<String> replicaSuffixes() {
        return suffixes(BindProperty::ofReplica);
    }

    private static List<String> suffixes(Predicate<BindProperty> which) {
        return Arrays.stream(values()).filter(which).map(BindProperty::suffix).toList();
    }
}
