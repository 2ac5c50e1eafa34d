// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.command.SchemaCommand;
import io.bindkey.it.databases.PhysicalDatabase;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The command, in this JVM, configured by system properties. */
@Tag("later")
class CommandTest {

    private final PhysicalDatabase database = SchemaApplication.freshH2();
    private final Map<String, String> properties = new LinkedHashMap<>();
    private String out = "";
    private String err = "";

    @AfterEach
    void forgetProperties() {
        forgetConfiguration();
        properties.keySet().forEach(System::clearProperty);
        System.clearProperty("binds-settings.maintenance");
    }

    private int run(String... arguments) {
        ByteArrayOutputStream results = new ByteArrayOutputStream();
        int code = run(print(results), arguments);
        out = results.toString(StandardCharsets.UTF_8);
        return code;
    }

    private int run(PrintStream results, String... arguments) {
        for (String key : List.of(
                "shapes",
                "seeds",
                "guest",
                "eclipse",
                "types",
                "store",
                "depot",
                "flyway",
                "liquibase",
                "one",
                "other",
                "north",
                "south")) {
            properties.put("binds." + key + ".url", key.equals("guest") ? database.url() : "jdbc:h2:mem:unused");
            properties.put("binds." + key + ".active", String.valueOf(key.equals("guest")));
        }
        properties.forEach(System::setProperty);
        forgetConfiguration();
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        int code = SchemaCommand.run(results, print(complaints), arguments);
        err = complaints.toString(StandardCharsets.UTF_8);
        return code;
    }

    /** It remembers the names of the properties that it has seen. */
    private static void forgetConfiguration() {
        ConfigProviderResolver.instance().releaseConfig(ConfigProvider.getConfig());
    }

    private static PrintStream print(ByteArrayOutputStream into) {
        return new PrintStream(into, true, StandardCharsets.UTF_8);
    }

    @Test
    void listsBindsWithTheirEntities() {
        assertThat(run("list")).isZero();
        assertThat(out).contains("guest: io.bindkey.it.schema.shared.Guest");
    }

    @Test
    @Tag("slow")
    void createsValidatesAndRemoves() {
        properties.put("binds.guest.schema.allow-drop", "true");

        assertThat(run("validate")).isEqualTo(1);
        assertThat(out).contains("guest: missing table, guest");
        assertThat(run("create", "guest")).isZero();
        assertThat(out).startsWith("schema create").contains("guest: done, tables [guest]");
        assertThat(database.tables()).containsExactly("guest");
        assertThat(run("validate", "guest")).isZero();
        assertThat(run("script", "drop", "guest")).isZero();
        assertThat(out).startsWith("-- bind guest").contains("drop table if exists guest;");

        assertThat(run("drop", "guest")).isEqualTo(2);
        assertThat(err).isEqualToIgnoringNewLines("This removes what is in guest. Say --yes to agree.");
        assertThat(database.tables()).containsExactly("guest");
        assertThat(run("truncate", "guest", "--yes")).isZero();
        assertThat(run("--yes", "drop")).isZero();
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void obeysTheSameRules() {
        properties.put("binds.guest.schema.allow-drop", "false");

        assertThat(run("drop", "guest", "--yes")).isEqualTo(3);
        assertThat(err).startsWith("BINDKEY-161");
    }

    @Test
    void doesNothingByItself() {
        properties.put("binds.guest.schema.strategy", "create");

        assertThat(run("validate")).isEqualTo(1);
        assertThat(database.tables()).isEmpty();
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(run()).isEqualTo(2);
        assertThat(err).startsWith("What shall be done?").contains("Usage:");
        assertThat(run("explode")).isEqualTo(2);
        assertThat(run("script")).isEqualTo(2);
        assertThat(run("script", "validate")).isEqualTo(2);
        assertThat(run("--nonsense", "list")).isEqualTo(2);
        assertThat(run("create", "nobody")).isEqualTo(2);
        assertThat(err).startsWith("BINDKEY-100");
        assertThat(run("--help")).isZero();
        assertThat(out).startsWith("Usage:");
        properties.put("binds.guest.schema.allow-drpo", "true");
        assertThat(run("validate")).isEqualTo(3);
        assertThat(err).contains("BINDKEY-004");
    }

    /** {@return somebody who fails with what he knows} */
    private static PrintStream failing(Consumer<String> failure) {
        return new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8) {
            @Override
            public void println(@Nullable String line) {
                failure.accept("jdbc:some://ann:in-url@host/db does not take hush-hush");
            }
        };
    }

    @Test
    void keepsPasswordsToItselfWhateverFails() {
        // Of a bind that is switched off.
        properties.put("binds.one.password", "hush-hush");

        assertThat(run(
                        failing(message -> {
                            throw new UnsupportedOperationException(message);
                        }),
                        "list"))
                .isEqualTo(3);
        assertThat(err)
                .isEqualToIgnoringNewLines(
                        "java.lang.UnsupportedOperationException: jdbc:some://***@host/db does not take ***");
        assertThat(run(
                        failing(message -> {
                            throw new AssertionError(message, new IOException(message));
                        }),
                        "list"))
                .isEqualTo(3);
        assertThat(err)
                .isEqualToIgnoringNewLines(
                        "The command failed: IOException: jdbc:some://***@host/db does not take ***");
    }
}
