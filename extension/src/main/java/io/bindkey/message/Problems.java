// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import io.bindkey.BindsDeploymentException.Problem;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * Everything that can be wrong with a deployment, BINDKEY-001 to BINDKEY-099.
 *
 * <p>A code is never used for something else. Each text names the class or the property and the bind, and says what to
 * write instead.
 */
public final class Problems {

    private Problems() {}

    // The configuration.

    /**
     * {@return the problem of a bind that has neither a url nor a data source}
     *
     * @param key that may be misspelt
     * @param usedBy what the key stands on
     * @param unused the binds with a database in which nothing lives: more likely than others, one of them is meant
     * @param configured all binds with a database
     */
    public static Problem bindWithoutDatabase(
            String key, String usedBy, Collection<String> unused, Collection<String> configured) {
        return problem(
                1,
                "Bind '%s' has no database, but %s. Set %s.url or %s.datasource.%s",
                key,
                usedBy,
                prefix(key),
                prefix(key),
                Suggestion.question(key, Suggestion.nearest(key, unused).isPresent() ? unused : configured));
    }

    public static Problem unreadableValue(String property, String value, String expected) {
        return problem(5, "%s = %s cannot be read: write %s.", property, value, expected);
    }

    public static Problem unresolvableValue(String property, String reason) {
        return problem(6, "%s cannot be resolved: %s", property, reason);
    }

    public static Problem notForAllBinds(String suffix) {
        return problem(
                8,
                "binds-defaults.%s is refused: one %s cannot serve every bind. Set binds.<key>.%s for each.",
                suffix,
                suffix,
                suffix);
    }

    public static Problem invalidKey(String key, String where) {
        return problem(
                9,
                "'%s' %s is no bind key: use letters, digits, '-', '_' and '.', beginning with a letter or digit.",
                key,
                where);
    }

    public static Problem keysCollide(String one, String other) {
        return problem(
                10,
                "Bind keys '%s' and '%s' are the same word as environment variables: rename one of them.",
                one,
                other);
    }

    public static Problem privateMemory(String key, String url) {
        return problem(
                11,
                "%s.url = %s gives each connection a database of its own. "
                        + "Name a shared one, such as jdbc:h2:mem:%s or jdbc:sqlite:file:%s?mode=memory&cache=shared.",
                prefix(key),
                url,
                key,
                key);
    }

    public static Problem noConfiguration() {
        return problem(
                12,
                "MicroProfile Config is not there, so the binds cannot be read. Add an implementation such as "
                        + "io.smallrye.config:smallrye-config, or the server's own (Open Liberty: feature mpConfig-3.1; "
                        + "WildFly: subsystem microprofile-config-smallrye).");
    }

    /**
     * A property for the provider that BindKey itself gives to each bind.
     *
     * @param property as it was written
     * @param instead what to set for the bind, empty when there is nothing to set
     */
    public static Problem ofTheBindAlone(String property, Optional<String> instead) {
        return problem(
                13,
                "%s is refused: connections, transactions and identity of a persistence unit are those of its bind. %s.",
                property,
                instead.map(other -> "Set " + other + " instead").orElse("Remove it"));
    }

    public static Problem passwordFile(String property, String file, String reason) {
        return problem(15, "%s = %s holds no password: %s.", property, file, reason);
    }

    public static Problem credentialsUnknown(String key, String reason) {
        return problem(16, "The configuration does not tell who bind '%s' connects as: %s", key, reason);
    }

    // The classes.

    public static Problem hierarchyAcrossBinds(String subclass, String bind, String root, String rootBind) {
        return problem(
                20,
                "%s is in bind '%s', but extends the entity %s of bind '%s': one entity hierarchy lives in one bind. "
                        + "Give both the same @BindKey, or make %s a @MappedSuperclass.",
                subclass,
                bind,
                root,
                rootBind,
                root);
    }

    /** {@return the problem of an association} Its owner may be an embeddable or a mapped superclass of the entity. */
    public static Problem associationAcrossBinds(
            String owner, String attribute, String entity, String bind, String target, String targetBind) {
        return problem(
                21,
                "%s.%s associates %s of bind '%s' with %s of bind '%s'. "
                        + "Put both in one bind, or keep the other's id as a plain attribute.",
                owner,
                attribute,
                owner.equals(entity) ? "an entity" : entity,
                bind,
                target,
                targetBind);
    }

    public static Problem entityNameTwice(String name, String bind, String one, String other) {
        return problem(
                22,
                "Bind '%s' has two entities named '%s': %s and %s. Give one of them @Entity(name = \"…\").",
                bind,
                name,
                one,
                other);
    }

    public static Problem queryNameTwice(String kind, String name, String bind, String one, String other) {
        return problem(
                23,
                "Bind '%s' has the %s '%s' twice, on %s and on %s: rename one of them.",
                bind,
                kind,
                name,
                one,
                other);
    }

    public static Problem unkeyedEntity(String entity) {
        return problem(
                24,
                "%s belongs to no bind, and there is no default bind. Add @BindKey(\"…\") to it, or set "
                        + "binds.default.url, or binds-settings.unkeyed-entities = ignore if others manage it.",
                entity);
    }

    public static Problem claimedTwice(String type, String one, String other) {
        return problem(
                25, "%s is claimed by bind '%s' and by bind '%s' in the configuration: keep one.", type, one, other);
    }

    public static Problem classNotFound(String property, String name) {
        return problem(26, "%s names the class %s, which is not on the class path.", property, name);
    }

    public static Problem unkeyedForbidden(String entity) {
        return problem(
                27,
                "%s has no @BindKey, and binds-settings.unkeyed-entities = error. Add @BindKey(\"…\") to it, "
                        + "@BindKey(BindKey.DEFAULT) for the default bind.",
                entity);
    }

    public static Problem entityOfContainerUnit(String entity, String bind, String unit) {
        return problem(
                28,
                "%s of bind '%s' is also managed by the persistence unit '%s' of persistence.xml. "
                        + "Add <exclude-unlisted-classes>true</exclude-unlisted-classes> there, or remove its <class>, "
                        + "or remove persistence.xml.",
                entity,
                bind,
                unit);
    }

    public static Problem mappingFile(String property, String file, String reason) {
        return problem(29, "%s names %s, which cannot be read: %s.", property, file, reason);
    }

    // Injection points.

    public static Problem unknownKeyInjected(String injectionPoint, String key, Collection<String> known) {
        return problem(
                30,
                "%s asks for @Bound(\"%s\"), but there is no such bind. %s%s",
                injectionPoint,
                key,
                knownKeys(known),
                Suggestion.question(key, known));
    }

    // Databases and providers.

    public static Problem driverMissing(String key, String url, Collection<String> seen) {
        return problem(
                40,
                "No JDBC driver on the class path takes %s.url = %s (there: %s). "
                        + "Add the driver's JAR, or name its class in %s.driver.",
                prefix(key),
                url,
                seen.isEmpty() ? "none" : String.join(", ", seen),
                prefix(key));
    }

    public static Problem driverClass(String key, String driver, String reason) {
        return problem(41, "%s.driver = %s cannot be used: %s.", prefix(key), driver, reason);
    }

    public static Problem datasourceNotFound(String key, String name, String reason, String remedy) {
        return problem(
                42,
                "%s.datasource = %s: neither a CDI bean @Named(\"%s\") of type DataSource nor a JNDI entry (%s). %s",
                prefix(key),
                name,
                name,
                reason,
                remedy);
    }

    /** {@return the problem of a database that does not answer} A lazy bind needs no advice to be lazy. */
    public static Problem unreachable(String key, String place, String reason, boolean lazy) {
        return problem(
                43,
                "The database of bind '%s' (%s) cannot be reached: %s.%s",
                key,
                place,
                reason,
                lazy ? "" : " Set " + prefix(key) + ".start = lazy to start the application without it.");
    }

    public static Problem providerMissing(String key, String remedy) {
        return problem(
                44,
                "No persistence provider is visible for bind '%s'. %s, or name its class in %s.provider.",
                key,
                remedy,
                prefix(key));
    }

    public static Problem providerClass(String key, String provider, String reason) {
        return problem(45, "%s.provider = %s cannot be used: %s.", prefix(key), provider, reason);
    }

    public static Problem unitFailed(String key, String reason) {
        return problem(46, "The persistence unit of bind '%s' cannot be built: %s", key, reason);
    }

    public static Problem noTransactionManager(String key, String transaction) {
        return problem(
                47,
                "%s.transaction = %s needs a transaction manager, and none was found. "
                        + "Add one, such as org.jboss.narayana.jta:narayana-jta, or set resource-local.",
                prefix(key),
                transaction);
    }

    public static Problem noXaDriver(String key, String url) {
        return problem(
                48,
                "%s.transaction = xa, but no XA data source class is known for %s. Name it in %s.driver.",
                prefix(key),
                url,
                prefix(key));
    }

    public static Problem schemaStrategyFailed(String key, String strategy, String reason) {
        return problem(49, "%s.schema.strategy = %s failed: %s", prefix(key), strategy, reason);
    }

    // Schemas and migrations.

    public static Problem loadScriptMissing(String key, String script) {
        return problem(
                60,
                "%s.schema.load-script = %s is neither a resource on the class path nor a file: URL that can be read.",
                prefix(key),
                script);
    }

    public static Problem migrationToolMissing(String key, String tool, String artifact) {
        return problem(
                61, "%s.migration.tool = %s, but it is not on the class path: add %s.", prefix(key), tool, artifact);
    }

    public static Problem migrationFailed(String key, String tool, String reason) {
        return problem(62, "The migrations of bind '%s' by %s failed: %s", key, tool, reason);
    }

    public static Problem migratedAndCreated(String key, String tool, String strategy) {
        return problem(
                63,
                "Bind '%s' has both %s.migration.tool = %s and %s.schema.strategy = %s: "
                        + "let the migrations make its tables, with strategy none or validate.",
                key,
                prefix(key),
                tool,
                prefix(key),
                strategy);
    }

    public static Problem migratedAndReadOnly(String key, String tool) {
        return problem(
                64,
                "Bind '%s' is read-only, so its migrations cannot run: remove %s.read-only = true or %s.migration.tool = %s.",
                key,
                prefix(key),
                prefix(key),
                tool);
    }

    public static Problem schemaDiffers(String difference) {
        return problem(65, "The database does not fit the mapping (schema.strategy = validate): %s", difference);
    }

    public static Problem noChangelog(String key, Collection<String> locations) {
        return problem(
                66,
                "%s.migration.tool = liquibase, but there is no changelog.xml, .yaml, .yml, .json or .sql in %s. "
                        + "Name the file in %s.migration.locations.",
                prefix(key),
                String.join(", ", locations),
                prefix(key));
    }

    /** {@return the property prefix of a bind, quoted where the key needs it} */
    public static String prefix(String key) {
        return key.indexOf('.') < 0 ? "binds." + key : "binds.\"" + key + "\"";
    }

    /** {@return the sentence that lists the keys there are} */
    static String knownKeys(Collection<String> known) {
        return known.isEmpty() ? "There are no binds." : "Known binds: " + String.join(", ", known) + ".";
    }

    /** Whatever stands in it, a url with credentials may have come there by mistake. */
    static Problem problem(int number, String text, Object... arguments) {
        Object[] masked = Arrays.stream(arguments)
                .map(argument -> argument instanceof String words ? Secrets.mask(words) : argument)
                .toArray();
        return new Problem(code(number), String.format(Locale.ROOT, text, masked));
    }

    static String code(int number) {
        return String.format(Locale.ROOT, "BINDKEY-%03d", number);
    }
}
