// SPDX-License-Identifier: Apache-2.0
package io.bindkey.provider;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.config.BindSettings;
import io.bindkey.message.ProviderProblems;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * A property that lets a provider remove tables or rows by itself, when its factory starts or ends.
 *
 * @param property its name
 * @param value its value
 */
public record ProviderRemoval(String property, String value) {

    private static final String STANDARD = "persistence.schema-generation.database.action";

    /** Hibernate's own, of which a refusal speaks when nothing else is known. */
    static final String HIBERNATE = "hibernate.hbm2ddl.auto";

    /** What makes, extends, fills and compares, but removes nothing. Hibernate's "create" drops first, the standard's does not. */
    static final Set<String> HARMLESS =
            Set.of("", "none", "create-only", "update", "validate", "verify", "populate", "synchronize");

    /**
     * {@return the first of such properties}
     *
     * @param properties of the unit
     * @param removes what the provider's own properties do, by name and value in lower case: those of others have no effect
     */
    static Optional<ProviderRemoval> in(Map<String, ?> properties, BiPredicate<String, String> removes) {
        return properties.entrySet().stream()
                .filter(entry -> removes(
                        entry.getKey(), String.valueOf(entry.getValue()).strip().toLowerCase(Locale.ROOT), removes))
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new ProviderRemoval(entry.getKey(), String.valueOf(entry.getValue())))
                .findFirst();
    }

    /** {@return what removes something, where nobody can tell by which property} */
    public static ProviderRemoval unknown() {
        return new ProviderRemoval(HIBERNATE, "?");
    }

    private static boolean removes(String name, String value, BiPredicate<String, String> removes) {
        if (isOrQualifies(name, "jakarta." + STANDARD) || isOrQualifies(name, "javax." + STANDARD)) {
            return !HARMLESS.contains(value) && !value.equals("create");
        }
        return removes.test(name, value);
    }

    /** Hibernate has each setting once more for each contributor to the mapping, such as "orm". */
    static boolean isOrQualifies(String name, String setting) {
        return name.equals(setting) || name.endsWith("." + setting) || name.startsWith(setting + ".");
    }

    /** {@return why a bind must not have it} */
    public Problem refusal(BindSettings settings) {
        return ProviderProblems.removes(
                settings.key(), property, value, settings.schema().migration().isPresent());
    }
}
