// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.bindkey.Bind;
import io.bindkey.BindSetting;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A secret that is planted in every place of the configuration shows up nowhere. */
class SecretsTest {

    private static final String SECRET = "hunter2-planted";

    @TempDir
    Path folder;

    private final Queue<String> log = new ConcurrentLinkedQueue<>();

    private final Handler collects = new Handler() {

        @Override
        public void publish(LogRecord logged) {
            // What others write at their finest levels is theirs.
            boolean own = String.valueOf(logged.getLoggerName()).startsWith("io.bindkey");
            if (own || logged.getLevel().intValue() >= Level.INFO.intValue()) {
                log.add(new SimpleFormatter().format(logged));
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @Test
    void neitherInHealthNorInJmxNorInSettingsNorInTheLogNorInTheConsole() throws Exception {
        Path file = Files.writeString(folder.resolve("password"), SECRET);
        Map<String, String> properties = new HashMap<>();
        properties.put("binds.default.url", "jdbc:h2:mem:secrets;USER=sa;PASSWORD=" + SECRET);
        properties.put("binds.default.properties.\"my.api.token\"", SECRET);
        properties.put("binds.default.pool.initial-sql", "select '" + SECRET + "'");
        properties.put("binds.default.schema.strategy", "create");
        properties.put("binds.auth.url", "jdbc:postgresql://127.0.0.1:1/users?user=app&password=" + SECRET);
        properties.put("binds.auth.on-failure", "degrade");
        properties.put("binds.meta.url", "jdbc:mariadb://app:" + SECRET + "@127.0.0.1:1/meta");
        properties.put("binds.meta.username", "app");
        properties.put("binds.meta.password-file", file.toString());
        properties.put("binds.meta.on-failure", "degrade");
        properties.put("binds-defaults.transaction", "resource-local");
        properties.put("binds-settings.console", "true");
        Logger root = Logger.getLogger("");
        Level before = root.getLevel();
        root.setLevel(Level.FINE);
        collects.setLevel(Level.ALL);
        root.addHandler(collects);
        ByteArrayOutputStream shown = new ByteArrayOutputStream();
        try (OpenConsole console = new OpenConsole(properties);
                PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8)) {
            Shop shop = console.shop();
            shop.write(new Purchase(1));
            try (Connection connection =
                            shop.binds().get("default").dataSource().getConnection();
                    Statement statement = connection.createStatement()) {
                statement.execute("insert into customer (id, name) values (1, '" + SECRET + "')");
            }
            showInTheConsole(console, out);
            out.println(shop.readiness());
            out.println(shop.liveness());
            for (Bind bind : shop.binds()) {
                out.println(bind.state());
                out.println(bind.check());
                out.println(bind.settings());
                showByJmx(bind.key(), out);
            }
            assertThat(shop.binds().get("meta").settings())
                    .contains(
                            new BindSetting(
                                    "binds.meta.password-file", file.toString(), "PropertiesConfigSource[source=shop]"),
                            new BindSetting(
                                    "binds-defaults.transaction",
                                    "resource-local",
                                    "PropertiesConfigSource[source=shop]"));
        } finally {
            root.removeHandler(collects);
            root.setLevel(before);
        }
        assertThat(shown.toString(StandardCharsets.UTF_8))
                .contains(
                        "BINDKEY-043", "BINDKEY-103", "insert into customer", "my.api.token", "***", "127.0.0.1:1/meta")
                .doesNotContain(SECRET);
        assertThat(log).isNotEmpty().noneMatch(line -> line.contains(SECRET));
    }

    /** Everything that it has, and what a query finds that has come to the database. */
    private static void showInTheConsole(OpenConsole console, PrintStream out) throws Exception {
        for (String path : List.of(
                "/api/binds",
                "/api/picture",
                "/api/tables",
                "/api/statements",
                "/api/ddl?bind=default",
                "/api/ddl?bind=" + SECRET.replace('h', 'x'))) {
            out.println(console.send(console.request(path)).body());
        }
        for (String query : List.of(
                "select c.id, c.name from Customer c",
                "select c.id from Customer c where c.name = '" + SECRET + "'",
                "select c.id from Customer c where c.name = '" + SECRET + "' and c.nothing = 1",
                "select c from Customer c, Account a where c.name = '" + SECRET + "'",
                "select a from Account a")) {
            out.println(console.post("/api/explain", query).body());
            out.println(console.post("/api/run", query).body());
        }
        out.println(console.text("/api/statements"));
    }

    private static void showByJmx(String key, PrintStream out) throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        ObjectName name = new ObjectName("io.bindkey:type=Bind,name=" + key);
        for (MBeanAttributeInfo attribute : server.getMBeanInfo(name).getAttributes()) {
            out.println(attribute.getName() + " = " + server.getAttribute(name, attribute.getName()));
        }
    }
}
