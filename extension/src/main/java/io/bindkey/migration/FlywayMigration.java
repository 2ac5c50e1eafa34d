// SPDX-License-Identifier: Apache-2.0
package io.bindkey.migration;

import io.bindkey.config.MigrationSettings;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Migrations by Flyway; this class is touched only where Flyway is asked for. */
final class FlywayMigration {

    private FlywayMigration() {}

    static void run(MigrationSettings settings, ClassLoader loader, DataSource dataSource) {
        Flyway.configure(loader)
                .dataSource(dataSource)
                .locations(settings.locations().toArray(String[]::new))
                .failOnMissingLocations(true)
                .table(settings.historyTable())
                // Tables of another bind on this database are no reason to stop. Version 0 is before every migration,
                // so none is taken as done.
                .baselineOnMigrate(true)
                .baselineVersion("0")
                .load()
                .migrate();
    }
}
