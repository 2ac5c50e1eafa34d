// SPDX-License-Identifier: Apache-2.0
package io.bindkey.migration;

import io.bindkey.config.MigrationSettings;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** Migrations by Flyway; this class is touched only where Flyway is asked for. */
final class FlywayMigration {

    private FlywayMigration() {}

    static void run(MigrationSettings settings, ClassLoader loader, DataSource dataSource) {
        load(settings, loader, dataSource).migrate();
    }

    /** Looks, and makes no history table. */
    static PendingMigrations pending(MigrationSettings settings, ClassLoader loader, DataSource dataSource) {
        MigrationInfo[] all = load(settings, loader, dataSource).info().all();
        return new PendingMigrations(
                names(all, info -> info.getState() == MigrationState.PENDING),
                names(all, info -> info.getState().isFailed()));
    }

    private static List<String> names(MigrationInfo[] all, Predicate<MigrationInfo> such) {
        return Arrays.stream(all).filter(such).map(MigrationInfo::getScript).toList();
    }

    private static Flyway load(MigrationSettings settings, ClassLoader loader, DataSource dataSource) {
        return Flyway.configure(loader)
                .dataSource(dataSource)
                .locations(settings.locations().toArray(String[]::new))
                .failOnMissingLocations(true)
                .table(settings.historyTable())
                // Tables of another bind on this database are no reason to stop. Version 0 is before every migration,
                // so none is taken as done.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load();
    }
}
