// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import io.bindkey.BindsDeploymentException.Problem;
import java.util.Collection;

/** What can be wrong with the schema of a bind, and with its migrations. */
public final class SchemaProblems {

    private SchemaProblems() {}

    public static Problem schemaStrategyFailed(String key, String strategy, String reason) {
        return Problems.problem(49, "%s.schema.strategy = %s failed: %s", Problems.prefix(key), strategy, reason);
    }

    public static Problem loadScriptMissing(String key, String script) {
        return Problems.problem(
                60,
                "%s.schema.load-script = %s is neither a resource on the class path nor a file: URL that can be read.",
                Problems.prefix(key),
                script);
    }

    public static Problem migrationToolMissing(String key, String tool, String artifact) {
        return Problems.problem(
                61,
                "%s.migration.tool = %s, but it is not on the class path: add %s.",
                Problems.prefix(key),
                tool,
                artifact);
    }

    public static Problem migrationFailed(String key, String tool, String reason) {
        return Problems.problem(62, "The migrations of bind '%s' by %s failed: %s", key, tool, reason);
    }

    public static Problem migratedAndCreated(String key, String tool, String strategy) {
        return Problems.problem(
                63,
                "Bind '%s' has both %s.migration.tool = %s and %s.schema.strategy = %s: "
                        + "let the migrations make its tables, with strategy none or validate.",
                key,
                Problems.prefix(key),
                tool,
                Problems.prefix(key),
                strategy);
    }

    public static Problem migratedAndReadOnly(String key, String tool) {
        return Problems.problem(
                64,
                "Bind '%s' is read-only, so its migrations cannot run: remove %s.read-only = true or %s.migration.tool = %s.",
                key,
                Problems.prefix(key),
                Problems.prefix(key),
                tool);
    }

    public static Problem schemaDiffers(String difference) {
        return Problems.problem(
                65, "The database does not fit the mapping (schema.strategy = validate): %s", difference);
    }

    public static Problem noChangelog(String key, Collection<String> locations) {
        return Problems.problem(
                66,
                "%s.migration.tool = liquibase, but there is no changelog.xml, .yaml, .yml, .json or .sql in %s. "
                        + "Name the file in %s.migration.locations.",
                Problems.prefix(key),
                String.join(", ", locations),
                Problems.prefix(key));
    }
}
