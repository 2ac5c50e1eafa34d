// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

import java.util.List;
import java.util.Locale;

/**
 * The migrations of a bind. Immutable.
 *
 * @param tool what runs them
 * @param locations where they are, on the class path or below {@code filesystem:}
 * @param historyTable what was run, a table of this bind's own
 */
public record MigrationSettings(Tool tool, List<String> locations, String historyTable) {

    /** What runs migrations. */
    public enum Tool {
        FLYWAY,
        LIQUIBASE;

        /** {@return the word as the configuration has it} */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@return the folder of a bind that says nothing else} */
    static List<String> defaultLocations(String key) {
        return List.of("db/migration/" + key);
    }

    /** {@return the table of a bind that says nothing else; a key may have letters that no table has} */
    static String defaultHistoryTable(Tool tool, String key) {
        return tool.word() + "_history_"
                + key.replaceAll("[^\\p{L}\\p{Nd}]", "_").toLowerCase(Locale.ROOT);
    }
}
