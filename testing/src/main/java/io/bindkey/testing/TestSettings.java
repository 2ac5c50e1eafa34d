// SPDX-License-Identifier: Apache-2.0
package io.bindkey.testing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a test class says of its application.
 *
 * @param binds that its tests may touch; none means all
 * @param config properties, each {@code name=value}
 * @param beans beside those of the application
 * @param databases that are real
 * @param replicated binds that have a replica
 * @param lifetime of the application
 * @param loader of the test class
 */
record TestSettings(
        List<String> binds,
        List<String> config,
        List<Class<?>> beans,
        Map<String, OnDatabase.Product> databases,
        Set<String> replicated,
        BindTest.Lifetime lifetime,
        ClassLoader loader) {

    static TestSettings of(Class<?> test, BindTest annotation, List<OnDatabase> databases) {
        Map<String, OnDatabase.Product> products = new LinkedHashMap<>();
        databases.forEach(database -> products.putIfAbsent(database.bind(), database.value()));
        if (databases.stream().anyMatch(each -> each.replica() && each.value() != OnDatabase.Product.POSTGRESQL)) {
            throw TestFailures.noSuchReplica();
        }
        return new TestSettings(
                List.of(annotation.binds()),
                List.of(annotation.config()),
                List.of(annotation.beans()),
                products,
                databases.stream()
                        .filter(OnDatabase::replica)
                        .map(OnDatabase::bind)
                        .collect(Collectors.toSet()),
                annotation.container(),
                test.getClassLoader());
    }

    /** {@return the properties by their names} */
    Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        for (String entry : config) {
            int equals = entry.indexOf('=');
            if (equals < 1) {
                throw TestFailures.property(entry);
            }
            properties.put(
                    entry.substring(0, equals).strip(),
                    entry.substring(equals + 1).strip());
        }
        return properties;
    }
}
