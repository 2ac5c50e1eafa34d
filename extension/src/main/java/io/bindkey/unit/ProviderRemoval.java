// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.BindsDeploymentException.Problem;
import io.bindkey.config.BindSettings;
import io.bindkey.message.ProviderProblems;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A property that lets a provider remove tables or rows by itself, when its factory starts or ends.
 *
 * @param property its name
 * @param value its value
 */
record ProviderRemoval(String property, String value) {

    private static final String STANDARD = "persistence.schema-generation.database.action";
    private static final String HIBERNATE = "hibernate.hbm2ddl.auto";
    private static final String ECLIPSELINK = "eclipselink.ddl-generation";

    /** What makes, extends, fills and compares, but removes nothing. Hibernate's "create" drops first, the standard's does not. */
    private static final Set<String> HARMLESS =
            Set.of("", "none", "create-only", "update", "validate", "verify", "populate", "synchronize");

    /**
     * {@return the first of such properties}
     *
     * @param properties of the unit
     * @param provider its class name: properties of others have no effect
     */
    static Optional<ProviderRemoval> in(Map<String, ?> properties, String provider) {
        return properties.entrySet().stream()
                .filter(entry -> removes(
                        entry.getKey(), String.valueOf(entry.getValue()).strip().toLowerCase(Locale.ROOT), provider))
                .filter(entry -> !writesScriptsOnly(entry.getKey(), properties))
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new ProviderRemoval(entry.getKey(), String.valueOf(entry.getValue())))
                .findFirst();
    }

    private static boolean removes(String name, String value, String provider) {
        if (isOrQualifies(name, "jakarta." + STANDARD) || isOrQualifies(name, "javax." + STANDARD)) {
            return !HARMLESS.contains(value) && !value.equals("create");
        }
        if (provider.startsWith("org.hibernate.")) {
            return isOrQualifies(name, HIBERNATE) && !HARMLESS.contains(value);
        }
        return provider.startsWith("org.eclipse.persistence.") && name.equals(ECLIPSELINK) && value.contains("drop");
    }

    /** Hibernate has each setting once more for each contributor to the mapping, such as "orm". */
    private static boolean isOrQualifies(String name, String setting) {
        return name.equals(setting) || name.endsWith("." + setting) || name.startsWith(setting + ".");
    }

    private static boolean writesScriptsOnly(String name, Map<String, ?> properties) {
        return name.equals(ECLIPSELINK) && "sql-script".equals(properties.get(ECLIPSELINK + ".output-mode"));
    }

    /** {@return why a bind must not have it} */
    Problem refusal(BindSettings settings) {
        return ProviderProblems.removes(
                settings.key(), property, value, settings.schema().migration().isPresent());
    }
}
