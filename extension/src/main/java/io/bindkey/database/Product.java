// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import java.util.Locale;

/** Databases that want their own words. */
public enum Product {
    POSTGRESQL,
    MARIADB,
    H2,
    SQLITE,
    /** Any other, by what the standard says. */
    OTHER;

    /** {@return the product of that name, as a driver tells it} MySQL is one with MariaDB here. */
    public static Product of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.contains("mariadb") || lower.contains("mysql")) {
            return MARIADB;
        }
        return switch (lower) {
            case "postgresql" -> POSTGRESQL;
            case "h2" -> H2;
            case "sqlite" -> SQLITE;
            default -> OTHER;
        };
    }
}
