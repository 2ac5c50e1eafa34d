// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.schema;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.it.databases.PhysicalDatabase;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the command does, and what it says. */
@Tag("later")
class CommandTest extends ShellContract {

    private final PhysicalDatabase database = SchemaApplication.freshH2();

    @BeforeEach
    void switchGuestOn() {
        on("guest", database);
    }

    @Test
    void listsBindsWithTheirEntities() {
        assertThat(run("list")).isZero();
        assertThat(out).contains("guest: io.bindkey.it.schema.shared.Guest");
    }

    @Test
    void listsForPrograms() {
        properties.put("binds.guest.url", database.url() + ";PASSWORD=hush-hush");
        properties.put("binds.guest.replicas.near.url", "jdbc:mariadb://ann:in-url@near/db");

        assertThat(run("list", "guest", "--json")).as(err).isZero();
        assertThat(out).isEqualToIgnoringNewLines("""
                        {
                          "binds": [
                            {
                              "key": "guest",
                              "url": "%s;PASSWORD=***",
                              "datasource": null,
                              "product": "H2",
                              "transaction": "resource-local",
                              "active": true,
                              "readOnly": false,
                              "schemaStrategy": "none",
                              "migration": null,
                              "entities": [
                                "io.bindkey.it.schema.shared.Guest"
                              ],
                              "tables": [
                                "guest"
                              ],
                              "replicas": [
                                {
                                  "name": "near",
                                  "url": "jdbc:mariadb://***@near/db",
                                  "datasource": null,
                                  "product": "MariaDB"
                                }
                              ]
                            }
                          ]
                        }
                        """.formatted(database.url()));
        assertThat(run("list", "gest")).isEqualTo(2);
        assertThat(err).startsWith("BINDKEY-100").contains("Did you mean 'guest'?");
    }

    @Test
    @Tag("slow")
    void tellsNothingOfHowFarItIsWhereNobodyWants() {
        database.execute("create alias sleep for 'java.lang.Thread.sleep(long)'");
        properties.put("binds.guest.schema.load-script", "data/slow.sql");
        List<String> told = new CopyOnWriteArrayList<>();
        Handler listener = new Handler() {
            @Override
            public void publish(LogRecord line) {
                told.add(line.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("io.bindkey.schema");
        logger.setLevel(Level.INFO);
        logger.addHandler(listener);
        try {
            assertThat(run("create", "guest", "--quiet")).as(err).isZero();
            assertThat(told).isEmpty();
            database.execute("drop table guest");
            assertThat(run("create", "guest")).as(err).isZero();
            assertThat(told).isNotEmpty();
        } finally {
            logger.removeHandler(listener);
            logger.setLevel(null);
        }
    }

    @Test
    void helps() {
        assertThat(run("--help")).isZero();
        assertThat(out).startsWith("Usage:").contains("Examples:", "doctor");
        for (String command :
                new String[] {"list", "doctor", "validate", "script", "create", "drop", "recreate", "truncate"}) {
            assertThat(run(command, "--help")).isZero();
            assertThat(out).startsWith("Usage: … " + command).contains("Examples:\n", "SchemaCommand " + command);
        }
        assertThat(run("docter")).isEqualTo(2);
        assertThat(err).startsWith("Unknown command docter. Did you mean 'doctor'?");
        assertThat(run("doctor", "--jsno")).isEqualTo(2);
        assertThat(err).startsWith("Unknown option --jsno. Did you mean '--json'?");
        assertThat(run("create", "--json")).isEqualTo(2);
        assertThat(err).startsWith("--json is for list and doctor, not for create.");
        assertThat(run("doctor", "--timeout", "soon")).isEqualTo(2);
        assertThat(err).startsWith("--timeout soon: write a number of seconds, at least 1.");
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
