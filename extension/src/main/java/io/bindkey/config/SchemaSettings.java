// SPDX-License-Identifier: Apache-2.0
package io.bindkey.config;

import java.util.Locale;
import java.util.Optional;

/**
 * What happens to the schema of a bind.
 *
 * @param strategy what is done at start
 * @param allowDrop whether tables may be dropped; when empty, only those of an in-memory database
 * @param createSchemas whether database schemas and catalogs are created as well
 * @param loadScript run after tables were created: a class path resource or a {@code file:} url
 * @param migration what makes the schema in our place
 */
public record SchemaSettings(
        Strategy strategy,
        Optional<Boolean> allowDrop,
        boolean createSchemas,
        Optional<String> loadScript,
        Optional<MigrationSettings> migration) {

    /** What is done with the schema when the bind starts. */
    public enum Strategy {
        NONE,
        CREATE,
        DROP_AND_CREATE,
        VALIDATE;

        /** {@return the word as the configuration has it} */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /** {@return whether it makes tables} */
        boolean creates() {
            return this == CREATE || this == DROP_AND_CREATE;
        }
    }
}
