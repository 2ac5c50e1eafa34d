// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema;

import io.bindkey.command.SchemaCommand;
import io.bindkey.it.databases.PhysicalDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.eclipse.microprofile.config.spi.ConfigProviderResolver;
import org.junit.jupiter.api.AfterEach;

/** The command, in this JVM, configured by system properties. Binds that a test does not switch on are off. */
abstract class ShellContract {

    private static final List<String> KEYS = List.of(
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
            "south");

    final Map<String, String> properties = new LinkedHashMap<>();
    String out = "";
    String err = "";

    @AfterEach
    void forgetProperties() {
        forgetConfiguration();
        properties.keySet().forEach(System::clearProperty);
        System.clearProperty("binds-settings.maintenance");
    }

    /** Switches a bind on. */
    final void on(String key, PhysicalDatabase database) {
        properties.put("binds." + key + ".url", database.url());
        properties.put("binds." + key + ".active", "true");
        if (!database.username().isEmpty()) {
            properties.put("binds." + key + ".username", database.username());
            properties.put("binds." + key + ".password", database.password());
        }
    }

    final int run(String... arguments) {
        ByteArrayOutputStream results = new ByteArrayOutputStream();
        int code = run(print(results), arguments);
        out = results.toString(StandardCharsets.UTF_8);
        return code;
    }

    final int run(PrintStream results, String... arguments) {
        for (String key : KEYS) {
            properties.putIfAbsent("binds." + key + ".url", "jdbc:h2:mem:unused");
            properties.putIfAbsent("binds." + key + ".active", "false");
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
}
