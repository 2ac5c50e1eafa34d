// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import io.bindkey.BindsDeploymentException.Problem;

/** What the properties that a bind hands to its provider must not say, BINDKEY-067 and BINDKEY-068. */
public final class ProviderProblems {

    private ProviderProblems() {}

    /**
     * {@return the problem of a property that lets the provider remove by itself what must not be removed}
     *
     * @param migrated whether the tables are made by migrations, rather than that removing is not allowed
     */
    public static Problem removes(String key, String property, String value, boolean migrated) {
        String prefix = Problems.prefix(key);
        return Problems.problem(
                67,
                "%s = %s lets the provider of bind '%s' remove tables or rows at start or at the end, %s.",
                property,
                value,
                key,
                migrated
                        ? "but its tables are made by migrations. Remove it, and write a migration, or " + prefix
                                + ".schema.strategy = validate"
                        : "which is not allowed. Instead of it write " + prefix + ".schema.strategy = create, or "
                                + prefix + ".schema.strategy = drop-and-create with " + prefix
                                + ".schema.allow-drop = true");
    }

    /** A property of a provider by which BindKey keeps its promises. */
    public static Problem propertyOfBindKey(String key, String property) {
        return Problems.problem(
                68,
                "The property %s of bind '%s' is BindKey's own: with another one, the guards of SchemaOps would not hold. "
                        + "Remove it.",
                property,
                key);
    }
}
