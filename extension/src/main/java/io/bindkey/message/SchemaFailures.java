// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import static io.bindkey.message.Failures.text;

import io.bindkey.SchemaOpsException;
import io.bindkey.SchemaReport;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can go wrong in schema operations, BINDKEY-160 to BINDKEY-179. */
public final class SchemaFailures {

    private SchemaFailures() {}

    public static SchemaOpsException failed(SchemaReport report) {
        String failures = report.outcomes().stream()
                .filter(o -> !o.succeeded())
                .map(o -> "bind '" + o.bind() + "': "
                        + o.failure().map(SchemaFailures::withoutFullStop).orElse(""))
                .collect(Collectors.joining("; "));
        return new SchemaOpsException(text(160, "%s failed in %s.", word(report.action()), failures), report);
    }

    public static SchemaOpsException dropForbidden(SchemaReport.Action action, List<String> keys) {
        return new SchemaOpsException(
                text(
                        161,
                        "%s would %s in bind %s, which is not allowed. Nothing was removed. Set %s to allow it.",
                        word(action),
                        action == SchemaReport.Action.TRUNCATE ? "remove rows" : "drop tables",
                        quoted(keys),
                        each(keys, ".schema.allow-drop = true")),
                new SchemaReport(action, List.of()));
    }

    public static SchemaOpsException inTransaction(SchemaReport.Action action) {
        return new SchemaOpsException(
                text(
                        162,
                        "%s is refused inside an active transaction: databases commit it when they change a schema. "
                                + "Call it before or after.",
                        word(action)),
                new SchemaReport(action, List.of()));
    }

    public static SchemaOpsException onlyReading(SchemaReport.Action action) {
        return new SchemaOpsException(
                text(
                        157,
                        "%s is refused in what is @ReadOnly, or called by Binds.readOnly. Call it before or after.",
                        word(action)),
                new SchemaReport(action, List.of()));
    }

    public static SchemaOpsException readOnly(SchemaReport.Action action, List<String> keys) {
        return new SchemaOpsException(
                text(
                        163,
                        "%s is refused for bind %s, which is read-only. Nothing was changed. Set %s to allow it.",
                        word(action),
                        quoted(keys),
                        each(keys, ".read-only = false")),
                new SchemaReport(action, List.of()));
    }

    public static UnsupportedOperationException notWithProvider(
            SchemaReport.Action action, String key, String provider) {
        return new UnsupportedOperationException(text(
                164,
                "%s on bind '%s' is not possible with its provider %s: "
                        + "Hibernate ORM has all of SchemaOps, EclipseLink create, drop and script.",
                word(action),
                key,
                provider));
    }

    public static SchemaOpsException migrated(SchemaReport.Action action, List<String> keys) {
        return new SchemaOpsException(
                text(
                        165,
                        "%s is refused for bind %s, whose tables are made by migrations. Nothing was changed. "
                                + "Write a migration, or set %s to leave them to SchemaOps.",
                        word(action),
                        quoted(keys),
                        each(keys, ".migration.tool = none")),
                new SchemaReport(action, List.of()));
    }

    /** {@return the failure of removing a table that a foreign key of somebody else's leads to} */
    public static IllegalStateException referencedByOthers(
            String key, String table, String from, @Nullable String foreignKey) {
        return new IllegalStateException(text(
                166,
                "The table %s of bind '%s' is referenced by %s, which is not of this bind%s. Nothing was removed. "
                        + "Drop that foreign key first.",
                table,
                key,
                from,
                foreignKey == null ? "" : " (foreign key " + foreignKey + ")"));
    }

    /** {@return the failure of removing what two binds on one database have in their mappings} */
    public static IllegalStateException sharedWithBind(String key, String object, String other) {
        return new IllegalStateException(text(
                167,
                "%s is in the mapping of bind '%s' and of bind '%s', on one database. Nothing was removed in bind '%s'. "
                        + "Name both binds in one call, or give one of them a name of its own.",
                object,
                key,
                other,
                key));
    }

    public static IllegalStateException unknownKindOfDatabase(String key) {
        return new IllegalStateException(text(
                168,
                "The kind of database of bind '%s' is not known while the bind is closed. "
                        + "Set %s.properties.\"jakarta.persistence.database-product-name\", such as PostgreSQL.",
                key,
                Problems.prefix(key)));
    }

    public static IllegalStateException unreadableScript(String key, String script, String reason) {
        return new IllegalStateException(
                text(169, "%s.schema.load-script = %s cannot be read: %s.", Problems.prefix(key), script, reason));
    }

    /** {@return the failure of writing the statements of binds; the map has reasons by key} */
    public static SchemaOpsException scriptFailed(SchemaReport.Action action, Map<String, Throwable> failures) {
        String list = failures.entrySet().stream()
                .map(e -> "bind '" + e.getKey() + "': " + withoutFullStop(e.getValue()))
                .collect(Collectors.joining("; "));
        SchemaOpsException failure = new SchemaOpsException(
                text(170, "The script of %s cannot be written for %s.", word(action), list),
                new SchemaReport(action, List.of()));
        failures.values().forEach(failure::addSuppressed);
        return failure;
    }

    public static IllegalStateException databaseBusy(String key) {
        return new IllegalStateException(text(
                171,
                "Somebody else has been working on the schema of the database of bind '%s' for ten minutes. Try again later.",
                key));
    }

    public static IllegalArgumentException noScriptOf(SchemaReport.Action action) {
        return new IllegalArgumentException(text(172, "%s has no statements to be written.", word(action)));
    }

    /** {@return the refusal of what Hibernate's schema manager can and SchemaOps cannot} */
    public static UnsupportedOperationException partOfSchema(SchemaReport.Action action, String key) {
        return new UnsupportedOperationException(text(
                173,
                "%s works on all tables of bind '%s', not on a single table or on those of another schema. "
                        + "Nothing was changed. Leave out forSchema, forCatalog and truncateTable.",
                word(action),
                key));
    }

    /** {@return the failure of a statement that some databases execute on its own only} */
    public static IllegalStateException notInTransaction(String key, String script, String sql, Throwable cause) {
        return new IllegalStateException(
                text(
                        174,
                        "%s.schema.load-script = %s has a statement that this database does not execute inside a transaction: "
                                + "%s. The script and the tables are made in one, which was rolled back. Take the statement "
                                + "out of the script, and execute it afterwards or in a migration.",
                        Problems.prefix(key),
                        script,
                        sql),
                cause);
    }

    private static String withoutFullStop(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getName() : message.replaceFirst("\\.$", "");
    }

    private static String word(SchemaReport.Action action) {
        return "SchemaOps." + action.name().toLowerCase(Locale.ROOT) + "()";
    }

    private static String each(List<String> keys, String setting) {
        return keys.stream().map(key -> Problems.prefix(key) + setting).collect(Collectors.joining(", "));
    }

    private static String quoted(Collection<String> keys) {
        return keys.stream().map(key -> "'" + key + "'").collect(Collectors.joining(", "));
    }
}
