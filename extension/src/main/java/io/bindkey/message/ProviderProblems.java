// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import io.bindkey.BindsDeploymentException.Problem;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** What a provider cannot be told, by the properties of a bind or by the container. */
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

    /**
     * {@return the sentence to add where Hibernate does not know a database}
     *
     * @param product the name of the database
     * @param artifact that has more dialects, if it is not there yet
     */
    public static String dialectRemedy(String key, String product, Optional<String> artifact) {
        return String.format(
                Locale.ROOT,
                " There is no dialect for %s. %s %s.properties.\"hibernate.dialect\".",
                product,
                artifact.map(jar -> "Add " + jar + " to the class path, or set").orElse("Set"),
                Problems.prefix(key));
    }

    /**
     * {@return the problem of a container that has more than one {@code ValidatorFactory}}
     *
     * @param classes of the beans, or those that produce them
     */
    public static Problem severalValidatorFactories(Collection<String> classes) {
        return Problems.problem(
                32,
                "Several CDI beans are the ValidatorFactory: those of %s. Give all but one of them a qualifier, "
                        + "or do without validation by binds-defaults.properties.\"jakarta.persistence.validation.mode\" = none.",
                String.join(" and ", classes));
    }

    /** {@return the problem of a property that says what cannot be had here} */
    public static Problem cannotBeHad(String key, String property, String value, String reasonAndRemedy) {
        return Problems.problem(
                33,
                "%s.properties.\"%s\" = %s cannot be had: %s.",
                Problems.prefix(key),
                property,
                value,
                reasonAndRemedy);
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
