// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.Bind;
import io.bindkey.BindState.Status;
import io.bindkey.BindUnavailableException;
import io.bindkey.PoolFigures;
import jakarta.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import org.junit.jupiter.api.Test;

/** What health, {@link Bind} and JMX tell of binds, and what can be done to them. */
class StatesTest {

    private static final AtomicInteger NEXT = new AtomicInteger();

    private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();

    private static Map<String, String> properties(String... more) {
        int run = NEXT.incrementAndGet();
        Map<String, String> properties = new HashMap<>();
        for (String key : List.of("default", "auth", "meta")) {
            properties.put("binds." + key + ".url", "jdbc:h2:mem:states_" + key + run);
        }
        properties.put("binds-defaults.schema.strategy", "create");
        properties.put("binds-defaults.transaction", "resource-local");
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        return properties;
    }

    private static ObjectName name(String key) throws Exception {
        return new ObjectName("io.bindkey:type=Bind,name=" + key);
    }

    @Test
    void eachBindHasACheckOfItsKind() {
        Map<String, String> properties = properties("binds.auth.health", "liveness", "binds.meta.health", "startup");
        try (Shop shop = Shop.open(properties)) {
            assertThat(Shop.names(shop.readiness())).containsExactly("bind default");
            assertThat(Shop.names(shop.liveness())).containsExactly("bind auth");
            assertThat(Shop.names(shop.startup())).containsExactly("bind meta");
            JsonObject data = Shop.check(shop.readiness(), "default").getJsonObject("data");
            assertThat(data.getString("status")).isEqualTo("serves");
            assertThat(data.getString("product")).startsWith("H2 2.");
            assertThat(data.getString("transaction")).isEqualTo("resource-local");
            assertThat(data.getString("pool")).isEqualTo("0 of 20 in use, 0 waiting");
        }
    }

    @Test
    void noneWhereItIsOffOrTheBindIs() {
        Map<String, String> properties = properties("binds.auth.health", "off", "binds.meta.active", "false");
        try (Shop shop = Shop.open(properties)) {
            assertThat(Shop.names(shop.readiness())).containsExactly("bind default");
            assertThat(shop.binds().get("meta").state().status()).isEqualTo(Status.SWITCHED_OFF);
        }
    }

    /** Nor is it opened to be asked. */
    @Test
    void aBindThatWaitsIsUp() {
        try (Shop shop = Shop.open(properties("binds.auth.start", "lazy"))) {
            JsonObject check = Shop.check(shop.readiness(), "auth");
            assertThat(check.getString("status")).isEqualTo("UP");
            assertThat(check.getJsonObject("data").getString("status")).isEqualTo("waits");
            assertThat(shop.binds().get("auth").check().status()).isEqualTo(Status.WAITS);
            assertThat(shop.binds().get("auth").pool()).isEmpty();

            shop.write(new Account(1));

            assertThat(shop.binds().get("auth").state().status()).isEqualTo(Status.SERVES);
        }
    }

    @Test
    void anExhaustedPoolIsToldAsSuch() throws SQLException {
        Map<String, String> properties =
                properties("binds.auth.pool.max-size", "2", "binds-defaults.on-failure", "degrade");
        try (Shop shop = Shop.open(properties)) {
            Bind auth = shop.binds().get("auth");
            List<Connection> held = new ArrayList<>();
            try {
                held.add(auth.dataSource().getConnection());
                assertThat(auth.pool().map(PoolFigures::used)).contains(1);
                held.add(auth.dataSource().getConnection());

                JsonObject check = Shop.check(shop.readiness(), "auth");
                assertThat(check.getString("status")).isEqualTo("DOWN");
                assertThat(check.getJsonObject("data").getString("code")).isEqualTo("BINDKEY-191");
                // The database is there, so nobody is refused without having waited.
                assertThat(auth.state().status()).isEqualTo(Status.SERVES);
            } finally {
                for (Connection connection : held) {
                    connection.close();
                }
            }
            shop.write(new Account(1));
            assertThat(Shop.check(shop.readiness(), "auth").getString("status")).isEqualTo("UP");
        }
    }

    @Test
    void jmxShowsWhatBindTells() throws Exception {
        try (Shop shop = Shop.open(properties("binds.auth.pool.max-size", "7"))) {
            assertThat(server.getAttribute(name("auth"), "Status")).isEqualTo("serves");
            assertThat(server.getAttribute(name("auth"), "Key")).isEqualTo("auth");
            assertThat(server.getAttribute(name("auth"), "Transaction")).isEqualTo("resource-local");
            assertThat(server.getAttribute(name("auth"), "PoolMax")).isEqualTo(7);
            assertThat(server.getAttribute(name("auth"), "PoolUsed")).isEqualTo(0);
            assertThat((String) server.getAttribute(name("auth"), "Product")).startsWith("H2 2.");
            try (Connection connection = shop.binds().get("auth").dataSource().getConnection()) {
                assertThat(connection.isValid(1)).isTrue();
                assertThat(server.getAttribute(name("auth"), "PoolUsed")).isEqualTo(1);
            }
        }
        assertThat(server.queryNames(new ObjectName("io.bindkey:*"), null)).isEmpty();
    }

    @Test
    void aBindIsClosedAndOpenedByHand() throws Exception {
        try (Shop shop = Shop.open(properties())) {
            shop.write(new Account(1));
            ObjectName auth = name("auth");
            server.invoke(auth, "closeIdleConnections", null, null);

            server.invoke(auth, "close", null, null);

            assertThat(server.getAttribute(auth, "Status")).isEqualTo("closed");
            assertThat(server.getAttribute(auth, "PoolMax")).isEqualTo(-1);
            assertThatThrownBy(() -> shop.write(new Account(2)))
                    .isInstanceOf(BindUnavailableException.class)
                    .hasMessageStartingWith("BINDKEY-192: ");
            assertThat(Shop.check(shop.readiness(), "auth").getString("status")).isEqualTo("DOWN");
            shop.write(new Purchase(1));

            server.invoke(auth, "open", null, null);

            // The database in memory has gone with its connections, and its table is made anew.
            shop.write(new Account(1));
            assertThat(server.invoke(auth, "check", null, null)).isEqualTo("serves");
        }
    }

    /** Agroal forgets the connections that its own thread has still to close when the pool is closed. */
    @Test
    void aBindThatIsClosedLeavesNoConnection() throws Exception {
        Map<String, String> properties = properties();
        String url = properties.get("binds.auth.url");
        try (Connection outside = DriverManager.getConnection(url);
                Shop shop = Shop.open(properties)) {
            Bind auth = shop.binds().get("auth");
            for (int round = 0; round < 5; round++) {
                List<Connection> held = new ArrayList<>();
                for (int i = 0; i < 5; i++) {
                    held.add(auth.dataSource().getConnection());
                }
                assertThat(sessions(outside)).isGreaterThan(5);
                for (Connection connection : held) {
                    connection.close();
                }
                server.invoke(name("auth"), "closeIdleConnections", null, null);
                server.invoke(name("auth"), "close", null, null);
                assertThat(sessions(outside)).as("round %d", round).isEqualTo(1);
                server.invoke(name("auth"), "open", null, null);
            }
        }
    }

    private static int sessions(Connection outside) throws SQLException {
        try (Statement statement = outside.createStatement();
                ResultSet count = statement.executeQuery("select count(*) from information_schema.sessions")) {
            count.next();
            return count.getInt(1);
        }
    }

    @Test
    void whatCannotBeOpenedSaysWhy() throws Exception {
        Map<String, String> properties = properties("binds.auth.start", "lazy");
        properties.computeIfPresent("binds.auth.url", (name, url) -> url + ";IFEXISTS=TRUE");
        try (Shop shop = Shop.open(properties)) {
            assertThatThrownBy(() -> server.invoke(name("auth"), "open", null, null))
                    .isInstanceOf(RuntimeMBeanException.class)
                    .cause()
                    .isExactlyInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith("BINDKEY-043: ");
            assertThat(shop.binds().get("auth").state().status()).isEqualTo(Status.DOWN);
            assertThat(server.getAttribute(name("auth"), "Problem")).asString().startsWith("BINDKEY-043: ");
        }
    }

    /** As when one is deployed anew while the old one ends. */
    @Test
    void twoApplicationsHaveNamesOfTheirOwn() throws Exception {
        try (Shop one = Shop.open(properties());
                Shop two = Shop.open(properties())) {
            assertThat(server.queryNames(new ObjectName("io.bindkey:type=Bind,*"), null))
                    .extracting(ObjectName::toString)
                    .containsExactlyInAnyOrder(
                            "io.bindkey:type=Bind,name=default",
                            "io.bindkey:type=Bind,name=auth",
                            "io.bindkey:type=Bind,name=meta",
                            "io.bindkey:type=Bind,name=default,application=2",
                            "io.bindkey:type=Bind,name=auth,application=2",
                            "io.bindkey:type=Bind,name=meta,application=2");
            assertThat(one.binds().keys()).isEqualTo(two.binds().keys());
        }
        assertThat(server.queryNames(new ObjectName("io.bindkey:*"), null)).isEmpty();
    }
}
