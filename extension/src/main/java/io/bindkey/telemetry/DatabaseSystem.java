// SPDX-License-Identifier: Apache-2.0
package io.bindkey.telemetry;

import java.util.Locale;
import java.util.Map;

/** The names that OpenTelemetry's semantic conventions have for databases ({@code db.system.name}). */
final class DatabaseSystem {

    static final String OTHER = "other_sql";

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("postgresql", "postgresql"),
            Map.entry("mariadb", "mariadb"),
            Map.entry("mysql", "mysql"),
            Map.entry("h2", "h2database"),
            Map.entry("sqlite", "sqlite"),
            Map.entry("oracle", "oracle.db"),
            Map.entry("microsoft sql server", "microsoft.sql_server"),
            Map.entry("apache derby", "derby"),
            Map.entry("hsql database engine", "hsqldb"));

    private DatabaseSystem() {}

    /** {@return the name of a product} */
    static String of(String product) {
        String lower = product.toLowerCase(Locale.ROOT);
        if (lower.startsWith("db2")) {
            return "ibm.db2";
        }
        return NAMES.getOrDefault(lower, OTHER);
    }
}
