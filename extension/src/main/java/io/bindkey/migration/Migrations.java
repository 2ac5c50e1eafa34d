// SPDX-License-Identifier: Apache-2.0
package io.bindkey.migration;

import io.bindkey.config.BindSettings;
import io.bindkey.config.MigrationSettings;
import io.bindkey.config.MigrationSettings.Tool;
import io.bindkey.message.SchemaProblems;
import io.bindkey.message.Secrets;
import io.bindkey.message.UnitProblem;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;
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

    // The tools' own classes are touched in these classes only, for neither of them need be there.
    private static void run(BindSettings bind, MigrationSettings settings, ClassLoader loader, DataSource dataSource) {
        asked(bind, settings, () -> {
            if (settings.tool() == Tool.FLYWAY) {
                FlywayMigration.run(settings, loader, dataSource);
            } else {
                LiquibaseMigration.run(bind.key(), settings, loader, dataSource);
            }
            return settings;
        });
    }

    /**
     * {@return what they would do, empty where the bind has none} Nothing is run, and no history table made.
     *
     * @param bind whose migrations they are
     * @param loader that sees them
     * @param dataSource unguarded
     * @throws UnitProblem when it cannot be told, or the tool or its files are missing
     */
    public static Optional<PendingMigrations> pending(BindSettings bind, ClassLoader loader, DataSource dataSource) {
        return bind.schema()
                .migration()
                .map(settings -> asked(
                        bind,
                        settings,
                        () -> settings.tool() == Tool.FLYWAY
                                ? FlywayMigration.pending(settings, loader, dataSource)
                                : LiquibaseMigration.pending(bind.key(), settings, loader, dataSource)));
    }

    private static <T> T asked(BindSettings bind, MigrationSettings settings, Supplier<T> work) {
        String key = bind.key();
        String tool = settings.tool().word();
        try {
            return work.get();
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
