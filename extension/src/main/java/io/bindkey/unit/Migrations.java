// SPDX-License-Identifier: Apache-2.0
package io.bindkey.unit;

import io.bindkey.message.UnitProblem;
import io.bindkey.config.MigrationSettings;
import io.bindkey.config.MigrationSettings.Tool;
import io.bindkey.message.Problems;
import io.bindkey.message.Secrets;
import java.util.Collection;
import javax.sql.DataSource;

/** Runs the migrations of a bind, before its unit is built. */
final class Migrations {

    private Migrations() {}

    static void run(UnitDefinition definition, DataSource dataSource) {
        definition.settings().schema().migration().ifPresent(settings -> run(definition, settings, dataSource));
    }

    private static void run(UnitDefinition definition, MigrationSettings settings, DataSource dataSource) {
        String key = definition.key();
        String tool = settings.tool().word();
        try {
            // The tools' own classes are touched in these classes only, for neither of them need be there.
            if (settings.tool() == Tool.FLYWAY) {
                FlywayMigration.run(settings, definition.loader(), dataSource);
            } else {
                LiquibaseMigration.run(key, settings, definition.loader(), dataSource);
            }
        } catch (NoClassDefFoundError e) {
            String artifact =
                    settings.tool() == Tool.FLYWAY ? "org.flywaydb:flyway-core" : "org.liquibase:liquibase-core";
            throw new UnitProblem(Problems.migrationToolMissing(key, tool, artifact), e);
        } catch (UnitProblem problem) {
            throw problem;
        } catch (RuntimeException e) {
            Collection<String> passwords = definition.settings().passwords();
            throw new UnitProblem(
                    Problems.migrationFailed(key, tool, Secrets.reason(e, passwords)), Secrets.safe(e, passwords));
        }
    }
}
