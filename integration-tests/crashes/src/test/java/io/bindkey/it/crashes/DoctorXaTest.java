// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.crashes;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.command.SchemaCommand;
import io.bindkey.it.databases.RunningPostgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the doctor sees of two-phase commit, and that it leaves alone what is in doubt. */
@Tag("slow")
class DoctorXaTest {

    private int code;

    private List<String> doctor(Map<String, String> properties) {
        properties.forEach(System::setProperty);
        ConfigProviderResolver.instance().releaseConfig(ConfigProvider.getConfig());
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            code = SchemaCommand.run(
                    new PrintStream(out, true, StandardCharsets.UTF_8), System.err, "doctor", "postgres", "mariadb");
            return out.toString(StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .toList();
        } finally {
            ConfigProviderResolver.instance().releaseConfig(ConfigProvider.getConfig());
            properties.keySet().forEach(System::clearProperty);
            System.clearProperty("binds-settings.maintenance");
        }
    }

    @Test
    void seesWhetherAndWhatIsPrepared() {
        try (Databases databases = new Databases()) {
            Map<String, String> properties = new TreeMap<>(databases.properties());
            properties.put("binds-defaults.transaction", "xa");
            assertThat(doctor(properties))
                    .anyMatch(line -> line.matches("ok +xa +can prepare transactions, 20 at a time"))
                    .anyMatch(line -> line.matches("ok +xa +can prepare transactions"))
                    .filteredOn(line -> line.matches("ok +in doubt +nothing in doubt"))
                    .hasSize(2);

            databases.postgres().execute("begin; insert into debit values (1); prepare transaction 'left'");
            assertThat(doctor(properties)).anyMatch(line -> line.matches("ok +in doubt +1 in doubt, as in .*"));
            assertThat(databases.inDoubt()).isEqualTo(1);
            databases.postgres().execute("rollback prepared 'left'");

            properties.put("binds.postgres.pool.max-size", "21");
            assertThat(doctor(properties))
                    .anyMatch(line ->
                            line.matches("warn +xa +BINDKEY-204: .*can prepare 20 transactions at a time.*21.*"));
        }
    }

    @Tag("thorough")
    @Test
    void seesThatNothingCanBePrepared() {
        try (RunningPostgres server = RunningPostgres.start(Databases.WORK, 0)) {
            assertThat(doctor(Map.of(
                            "binds.postgres.url",
                            server.url("unprepared"),
                            "binds.postgres.username",
                            server.username(),
                            "binds.postgres.password",
                            server.password(),
                            "binds.postgres.transaction",
                            "xa",
                            "binds.mariadb.url",
                            "jdbc:h2:mem:unused",
                            "binds.mariadb.active",
                            "false")))
                    .anyMatch(line -> line.matches("FAIL +xa +BINDKEY-204: .*can prepare 0 transactions.*"))
                    .anyMatch(line -> line.matches("FAIL +open +BINDKEY-050: .*"))
                    .anyMatch(line -> line.matches("- +reach +switched off .*"));
            assertThat(code).isEqualTo(3);
        }
    }
}
