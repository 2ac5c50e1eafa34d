// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema;

import static io.bindkey.it.schema.SchemaApplication.FLYWAY;
import static io.bindkey.it.schema.SchemaApplication.LIQUIBASE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.it.databases.PhysicalDatabase;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Migrations of two binds on one database, by two tools, before the units are built. */
@Tag("later")
class MigrationsTest {

    @Test
    void onH2() {
        migrates(SchemaApplication.freshH2());
    }

    @Test
    @Tag("slow")
    void onPostgres() {
        migrates(Servers.postgres());
    }

    @Test
    @Tag("slow")
    void onMariaDb() {
        migrates(Servers.mariaDb());
    }

    private static SchemaApplication.Builder builder(PhysicalDatabase database) {
        return SchemaApplication.on(FLYWAY, database)
                .and(LIQUIBASE, database)
                .mayDrop()
                .with("binds.flyway.migration.tool", "flyway")
                .with("binds.liquibase.migration.tool", "liquibase")
                // The tables are there before the unit is built, or this would fail.
                .with("binds-defaults.schema.strategy", "validate");
    }

    private static void migrates(PhysicalDatabase database) {
        for (int i = 0; i < 2; i++) {
            try (SchemaApplication app = builder(database).start()) {
                assertThat(database.tables())
                        .containsExactlyInAnyOrder(
                                "bird",
                                "fish",
                                "flyway_history_flyway",
                                "liquibase_history_liquibase",
                                "liquibase_history_liquibase_lock");
                assertThat(database.count("bird")).isEqualTo(1);
                assertThat(database.count("fish")).isEqualTo(1);

                for (Runnable change : new Runnable[] {
                    () -> app.schema().create(FLYWAY),
                    () -> app.schema().drop(LIQUIBASE),
                    () -> app.schema().recreate()
                }) {
                    assertThatThrownBy(change::run)
                            .hasMessageContaining("BINDKEY-165")
                            .hasMessageContaining(".migration.tool = none");
                }
            }
        }
        try (SchemaApplication app = builder(database).start()) {
            app.schema().truncate();
            assertThat(database.count("bird")).isZero();
            assertThat(app.schema().validate().differences()).isEmpty();
        }
    }

    @Test
    @Tag("slow")
    void whatIsWrongIsToldAtDeployment() {
        PhysicalDatabase database = SchemaApplication.freshH2();
        assertThat(SchemaApplication.on(FLYWAY, database)
                        .with("binds.flyway.migration.tool", "flyway")
                        .with("binds.flyway.schema.strategy", "create")
                        .with("binds.flyway.read-only", "true")
                        .refused()
                        .problems())
                .extracting(problem -> problem.code())
                .containsExactly("BINDKEY-063", "BINDKEY-064");
        assertThat(SchemaApplication.on(FLYWAY, database)
                        .with("binds.flyway.migration.tool", "flyway")
                        .with("binds.flyway.migration.locations", "db/nowhere")
                        .refused()
                        .problems())
                .singleElement()
                .asString()
                .startsWith("BINDKEY-062: The migrations of bind 'flyway' by flyway failed: ")
                .contains("db/nowhere");
        assertThat(SchemaApplication.on(LIQUIBASE, database)
                        .with("binds.liquibase.migration.tool", "liquibase")
                        .with("binds.liquibase.migration.locations", "db/nowhere")
                        .refused()
                        .problems())
                .singleElement()
                .asString()
                .startsWith("BINDKEY-066");
    }
}
