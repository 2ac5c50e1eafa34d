// SPDX-License-Identifier: Apache-2.0
package io.bindkey.migration;

import io.bindkey.config.BindSettings;
import io.bindkey.config.MigrationSettings;
import io.bindkey.config.MigrationSettings.Tool;
import io.bindkey.message.SchemaProblems;
import io.bindkey.message.Secrets;
import io.bindkey.message.UnitProblem;
import java.util.Collection;
import javax.sql.DataSource;

/** Runs the migrations of a bind, before its unit is built. */
public final class Migrations {

    private Migrations() {}

    /**
     * Runs them, where the bind has any.
     *
     * @param bind whose migrations they are
     * @param loader that sees them
     * @param dataSource unguarded
     * @throws UnitProblem when one fails, or the tool or its files are missing
     */
    public static void run(BindSettings bind, ClassLoader loader, DataSource dataSource) {
        bind.schema().migration().ifPresent(settings -> run(bind, settings, loader, dataSource));
    }

    private static void run(BindSettings bind, MigrationSettings settings, ClassLoader loader, DataSource dataSource) {
        String key = bind.key();
        String tool = settings.tool().word();
        try {
            // The tools' own classes are touched in these classes only, for neither of them need be there.
            if (settings.tool() == Tool.FLYWAY) {
                FlywayMigration.run(settings, loader, dataSource);
            } else {
                LiquibaseMigration.run(key, settings, loader, dataSource);
            }
        } catch (NoClassDefFoundError e) {
            String artifact =
                    settings.tool() == Tool.FLYWAY ? "org.flywaydb:flyway-core" : "org.liquibase:liquibase-core";
            throw new UnitProblem(SchemaProblems.migrationToolMissing(key, tool, artifact), e);
        } catch (UnitProblem problem) {
            throw problem;
        } catch (RuntimeException e) {
            Collection<String> passwords = bind.passwords();
            throw new UnitProblem(
                    SchemaProblems.migrationFailed(key, tool, Secrets.reason(e, passwords)),
                    Secrets.safe(e, passwords));
        }
    }
}
