// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a crash leaves in doubt holds locks; a migration at the next start needs them. */
@Tag("slow")
@Tag("thorough")
class MigrationAfterCrashTest {

    @TempDir
    static Path folder;

    @Test
    void whatIsInDoubtIsResolvedBeforeTheMigrationOfItsBind() throws Exception {
        try (Databases databases = new Databases()) {
            Map<String, String> properties = new TreeMap<>(databases.properties());
            properties.put(
                    "binds-settings.transactions.object-store",
                    folder.resolve("log").toString());
            try (VictimProcess victim =
                    VictimProcess.start(VictimProcess.write(properties, folder), "1", Point.BEFORE_COMMITS.name())) {
                victim.await(Victim.READY);
                victim.goOn();
                victim.await(Victim.ACKNOWLEDGED + 1);
                victim.await(Victim.REACHED);
            }
            assertThat(databases.inDoubt()).isEqualTo(2);

            properties.put("binds.postgres.migration.tool", "flyway");
            // Without recovery before it, the migration would wait for ever.
            properties.merge("binds.postgres.url", "?options=-c%20lock_timeout=5000", String::concat);
            try (VictimProcess next = VictimProcess.start(VictimProcess.write(properties, folder))) {
                next.await(Victim.READY);
                assertThat(next.awaitEnd()).isZero();
            }

            assertThat(databases.inDoubt()).isZero();
            assertThat(databases.postgres().rows("select transfer, note from debit where transfer = 2"))
                    .hasSize(1);
            assertThat(databases.debits()).isEqualTo(databases.credits()).containsExactly(1L, 2L);
        }
    }
}
