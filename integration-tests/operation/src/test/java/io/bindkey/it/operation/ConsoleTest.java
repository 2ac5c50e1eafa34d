// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bindkey.Bind;
import io.bindkey.BindSetting;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The console for development, as a browser or somebody else meets it. */
class ConsoleTest {

    private static final AtomicInteger NEXT = new AtomicInteger();

    /** Three binds in memory, with tables. */
    static Map<String, String> properties(String... more) {
        String database = "jdbc:h2:mem:console" + NEXT.incrementAndGet();
        Map<String, String> properties = new HashMap<>();
        for (String key : List.of("default", "auth", "meta")) {
            properties.put("binds." + key + ".url", database + key);
        }
        properties.put("binds-defaults.transaction", "resource-local");
        properties.put("binds-defaults.schema.strategy", "create");
        properties.put("binds-settings.console", "true");
        for (int i = 0; i < more.length; i += 2) {
            properties.put(more[i], more[i + 1]);
        }
        return properties;
    }

    private static Set<String> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("bindkey-console")
                        || name.equals("HTTP-Dispatcher")
                        || name.equals("idle-timeout-task"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Nested
    class IsThere {

        @Test
        void onlyWhereItIsSwitchedOn() {
            Map<String, String> properties = properties();
            properties.remove("binds-settings.console");
            try (OpenConsole.Log log = new OpenConsole.Log();
                    Shop shop = Shop.open(properties)) {
                assertThat(shop.binds().keys()).hasSize(3);
                assertThat(threads()).isEmpty();
                assertThat(log.lines).isNotEmpty().noneMatch(line -> line.contains("http://"));
            }
        }

        @Test
        void andNotInProduction() {
            assertThatThrownBy(() -> Shop.open(properties("mp.config.profile", "eu, prod")))
                    .hasMessageContaining(
                            "BINDKEY-230: binds-settings.console = true is refused, for mp.config.profile = eu, "
                                    + "prod: the console is for development. Set it only where that is, as by "
                                    + "%dev.binds-settings.console = true.");
            assertThatThrownBy(() -> Shop.open(properties("mp.config.profile", "Production")))
                    .hasMessageContaining("BINDKEY-230");
            assertThat(threads()).isEmpty();
        }

        @Test
        void butInAnyOtherProfile() throws Exception {
            try (OpenConsole console = new OpenConsole(properties("mp.config.profile", "dev"))) {
                assertThat(console.text("/")).contains("<title>BindKey console</title>");
            }
        }

        @Test
        void untilTheApplicationEnds() throws Exception {
            int port;
            try (OpenConsole console = new OpenConsole(properties())) {
                console.json("/api/binds");
                port = URI.create(console.address()).getPort();
                assertThat(threads()).contains("bindkey-console-1");
                assertThat(Thread.getAllStackTraces().keySet().stream()
                                .filter(thread -> threads().contains(thread.getName())))
                        .allMatch(Thread::isDaemon);
            }
            assertThatThrownBy(() -> new Socket(InetAddress.getLoopbackAddress(), port).close())
                    .isInstanceOf(ConnectException.class);
            for (int i = 0; i < 100 && !threads().isEmpty(); i++) {
                Thread.sleep(100);
            }
            assertThat(threads()).isEmpty();
        }

        @Test
        void onThePortThatIsAskedFor() throws Exception {
            int port;
            try (ServerSocket free = new ServerSocket(0)) {
                port = free.getLocalPort();
            }
            try (OpenConsole console = new OpenConsole(properties("binds-settings.console.port", "" + port))) {
                assertThat(URI.create(console.address()).getPort()).isEqualTo(port);
            }
        }

        @Test
        void orTheLogSaysWhyNotAndTheApplicationWorks() throws Exception {
            try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                    OpenConsole.Log log = new OpenConsole.Log();
                    Shop shop = Shop.open(properties("binds-settings.console.port", "" + taken.getLocalPort()))) {
                shop.write(new Purchase(1));
                assertThat(log.lines)
                        .anyMatch(line -> line.startsWith("BINDKEY-232: The console cannot be served: ")
                                && line.contains("Address already in use"));
            }
        }

        @Test
        void onAPortThatIsOne() {
            assertThatThrownBy(() -> Shop.open(properties("binds-settings.console.port", "70000")))
                    .hasMessageContaining("BINDKEY-005")
                    .hasMessageContaining("a port from 0 to 65535");
        }

        @Test
        void onTheLoopbackAddressAlone() throws Exception {
            try (OpenConsole console = new OpenConsole(properties())) {
                int port = URI.create(console.address()).getPort();
                for (NetworkInterface one : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                    for (InetAddress address : Collections.list(one.getInetAddresses())) {
                        if (!address.isLoopbackAddress()) {
                            assertThatThrownBy(() -> new Socket(address, port).close())
                                    .as(address.toString())
                                    .isInstanceOf(java.io.IOException.class);
                        }
                    }
                }
            }
        }
    }

    @Nested
    class LetsIn {

        @Test
        void nobodyWithoutTheTokenOfTheLog() throws Exception {
            try (OpenConsole console = new OpenConsole(properties())) {
                URI address = URI.create(console.address());
                for (String path : List.of("/", "/?token=", "/?token=0", "/api/binds", "/console.js")) {
                    HttpResponse<String> refused =
                            console.send(java.net.http.HttpRequest.newBuilder(address.resolve(path)));
                    assertThat(refused.statusCode()).as(path).isEqualTo(403);
                    assertThat(refused.headers().firstValue("Set-Cookie")).isEmpty();
                    assertThat(refused.body())
                            .isEqualTo("BINDKEY-233: The console has not been opened by its whole address. "
                                    + "Open the address that the log of io.bindkey shows, on the same machine.");
                }
                assertThat(console.send(java.net.http.HttpRequest.newBuilder(address.resolve("/api/binds"))
                                        .header("Cookie", console.cookie().replaceAll("=.*", "=00")))
                                .statusCode())
                        .isEqualTo(403);
            }
        }

        @Test
        void nobodyByAnotherName() throws Exception {
            try (OpenConsole console = new OpenConsole(properties())) {
                int port = URI.create(console.address()).getPort();
                assertThat(raw(console, "localhost:" + port)).startsWith("HTTP/1.1 200");
                for (String host : List.of("evil.example:" + port, "evil.example", "127.0.0.1", "localhost:1", "")) {
                    assertThat(raw(console, host))
                            .as(host)
                            .startsWith("HTTP/1.1 403")
                            .contains("BINDKEY-233: The console answers to no other name than that of its address.")
                            .doesNotContain("jdbc:");
                }
            }
        }

        /** Not by the client of the JDK, which sets this header itself. */
        private String raw(OpenConsole console, String host) throws Exception {
            URI address = URI.create(console.address());
            try (Socket socket = new Socket(address.getHost(), address.getPort())) {
                socket.getOutputStream()
                        .write(("GET /api/binds HTTP/1.1\r\nHost: " + host + "\r\nCookie: " + console.cookie()
                                        + "\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
                return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            }
        }

        @Test
        void noOtherPage() throws Exception {
            try (OpenConsole console = new OpenConsole(properties())) {
                URI address = URI.create(console.address());
                String own = "http://" + address.getAuthority();
                String query = "select p from Purchase p";
                String refusal = "BINDKEY-233: The console does not answer to other pages than its own";

                assertThat(console.send(console.request("/api/binds").header("Origin", "http://evil.example"))
                                .body())
                        .startsWith(refusal);
                assertThat(console.send(console.request("/api/binds").header("Sec-Fetch-Site", "cross-site"))
                                .body())
                        .startsWith(refusal);
                assertThat(console.send(console.request("/api/binds").header("Sec-Fetch-Site", "same-site"))
                                .body())
                        .as("another port of this machine")
                        .startsWith(refusal);
                assertThat(console.send(console.request("/api/run")
                                        .header("Content-Type", "text/plain")
                                        .POST(BodyPublishers.ofString(query)))
                                .body())
                        .as("a form")
                        .startsWith(refusal);
                assertThat(console.send(console.request("/api/run")
                                        .header("Content-Type", "application/jpql")
                                        .header("Origin", own)
                                        .header("Sec-Fetch-Site", "same-origin")
                                        .POST(BodyPublishers.ofString(query)))
                                .statusCode())
                        .isEqualTo(200);
            }
        }

        @Test
        void nothingElseThanItsPages() throws Exception {
            try (OpenConsole console = new OpenConsole(properties())) {
                assertThat(console.send(console.request("/other")).statusCode()).isEqualTo(404);
                assertThat(console.send(console.request("/../Console.class")).statusCode())
                        .isEqualTo(404);
                assertThat(console.send(console.request("/api/run")).statusCode())
                        .as("a query by GET")
                        .isEqualTo(404);
                assertThat(console.post("/api/run", "x".repeat(100_000)).statusCode())
                        .isEqualTo(413);
                assertThat(console.send(console.request("/")).headers().map())
                        .containsEntry("cache-control", List.of("no-store"))
                        .containsEntry("referrer-policy", List.of("no-referrer"))
                        .hasEntrySatisfying("content-security-policy", policy -> assertThat(policy.get(0))
                                .startsWith("default-src 'self'; "));
            }
        }
    }

    @Nested
    class Shows {

        @Test
        void theBindsAsTheApplicationSeesThem() throws Exception {
            try (OpenConsole console = new OpenConsole(properties("binds.meta.active", "false"))) {
                JsonObject answer = console.json("/api/binds");

                for (Bind bind : console.shop().binds()) {
                    JsonObject shown = OpenConsole.bind(answer, bind.key());
                    assertThat(shown.getString("status"))
                            .isEqualTo(bind.state().status().word());
                    assertThat(shown.getString("since"))
                            .isEqualTo(bind.state().since().toString());
                    assertThat(shown.getInt("entities"))
                            .isEqualTo(bind.entities().size());
                    assertThat(shown.getString("transaction")).isEqualTo("resource-local");
                    assertThat(shown.getJsonArray("settings").getValuesAs(JsonObject.class).stream()
                                    .map(one -> new BindSetting(
                                            one.getString("property"),
                                            one.getString("value"),
                                            one.getString("source"))))
                            .containsExactlyElementsOf(bind.settings());
                    bind.pool().ifPresent(pool -> assertThat(
                                    shown.getJsonObject("pool").getInt("max"))
                            .isEqualTo(pool.max()));
                }
                assertThat(OpenConsole.bind(answer, "default").getString("product"))
                        .startsWith("H2 ");
                assertThat(OpenConsole.bind(answer, "meta").getString("status")).isEqualTo("switched-off");
                assertThat(OpenConsole.bind(answer, "meta").isNull("pool")).isTrue();
            }
        }

        @Test
        void theEntitiesAndWhatLeadsFromOneToAnother() throws Exception {
            try (OpenConsole console = new OpenConsole(properties())) {
                JsonObject bind = OpenConsole.bind(console.json("/api/picture"), "default");

                assertThat(names(bind, "entities")).containsExactly("Customer", "Gift", "Item", "Purchase");
                JsonObject purchase = bind.getJsonArray("entities").getJsonObject(3);
                assertThat(purchase.getString("why")).isEqualTo("@BindKey(\"default\") on the class");
                assertThat(names(purchase, "attributes")).containsExactly("id", "customer");
                assertThat(purchase.getJsonArray("attributes").getJsonObject(1).getString("target"))
                        .isEqualTo("Customer");
                JsonObject gift = bind.getJsonArray("entities").getJsonObject(1);
                assertThat(gift.getString("extends")).isEqualTo("Item");
                assertThat(gift.getString("why"))
                        .isEqualTo("@BindKey(\"default\") on its superclass io.bindkey.it.operation.Item");
                assertThat(bind.getJsonArray("entities")
                                .getJsonObject(0)
                                .getJsonArray("attributes")
                                .getJsonObject(2)
                                .getString("mappedBy"))
                        .isEqualTo("customer");
            }
        }

        private List<String> names(JsonObject of, String list) {
            return of.getJsonArray(list).getValuesAs(JsonObject.class).stream()
                    .map(one -> one.getString("name"))
                    .toList();
        }

        @Test
        void tablesDifferencesAndStatements() throws Exception {
            Map<String, String> properties =
                    properties("binds.auth.schema.strategy", "none", "binds.meta.start", "lazy");
            try (OpenConsole console = new OpenConsole(properties)) {
                JsonObject answer = console.json("/api/tables");

                JsonObject bind = OpenConsole.bind(answer, "default");
                assertThat(texts(bind, "tables")).containsExactlyInAnyOrder("customer", "item", "purchase");
                assertThat(bind.getBoolean("compared")).isTrue();
                assertThat(texts(bind, "differences")).isEmpty();
                assertThat(texts(OpenConsole.bind(answer, "auth"), "differences"))
                        .singleElement()
                        .asString()
                        .contains("account");
                assertThat(OpenConsole.bind(answer, "meta").getBoolean("compared"))
                        .as("opened for a look")
                        .isFalse();
                assertThat(console.shop().binds().get("meta").state().status().word())
                        .isEqualTo("waits");
                assertThat(texts(console.json("/api/ddl?bind=auth&action=create"), "statements"))
                        .singleElement()
                        .asString()
                        .startsWith("create table account");
                assertThat(console.send(console.request("/api/ddl?bind=atuh")).body())
                        .contains("BINDKEY-100: There is no bind 'atuh'.");
            }
        }

        private List<String> texts(JsonObject of, String list) {
            return of.getJsonArray(list).getValuesAs(JsonString.class).stream()
                    .map(JsonString::getString)
                    .toList();
        }
    }

    @Nested
    class Hears {

        @Test
        void ofStatementsAsTheyRun() throws Exception {
            try (OpenConsole console = new OpenConsole(properties())) {
                List<JsonObject> atStart = statements(console, 0);
                assertThat(atStart)
                        .as("those of schema operations")
                        .anyMatch(one -> one.getString("text").startsWith("create table purchase")
                                && one.getString("bind").equals("default"));
                int last = atStart.get(atStart.size() - 1).getInt("number");

                console.shop().write(new Note(3));

                JsonObject insert = only(statements(console, last));
                assertThat(insert.getString("bind")).isEqualTo("meta");
                assertThat(insert.getString("text"))
                        .startsWith("insert into note")
                        .contains("?");
                assertThat(insert.getInt("rows")).isEqualTo(1);
                assertThat(insert.getBoolean("failed")).isFalse();
                assertThat(insert.getInt("micros")).isNotNegative();
                assertThat(Instant.parse(insert.getString("at"))).isBeforeOrEqualTo(Instant.now());
            }
        }

        @Test
        void ofThoseThatFail() throws Exception {
            try (OpenConsole console = new OpenConsole(properties())) {
                console.shop().write(new Note(1));
                int last = statements(console, 0).size();

                assertThatThrownBy(() -> console.shop().write(new Note(1))).isInstanceOf(RuntimeException.class);

                assertThat(statements(console, last)).anyMatch(one -> one.getBoolean("failed") && one.isNull("rows"));
            }
        }

        @Test
        void ofTheLastFiveHundred() throws Exception {
            try (OpenConsole console = new OpenConsole(properties())) {
                for (int i = 0; i < 501; i++) {
                    console.shop().write(new Note(i));
                }
                List<JsonObject> kept = statements(console, 0);
                assertThat(kept).hasSize(500).allMatch(one -> one.getString("bind")
                        .equals("meta"));
            }
        }

        private JsonObject only(List<JsonObject> statements) {
            assertThat(statements).hasSize(1);
            return statements.get(0);
        }

        private List<JsonObject> statements(OpenConsole console, int after) throws Exception {
            return console.json("/api/statements?after=" + after)
                    .getJsonArray("statements")
                    .getValuesAs(JsonObject.class);
        }
    }

    @Nested
    class SaysOfAQuery {

        @Test
        void whereItGoesAndWhy() throws Exception {
            try (OpenConsole console = new OpenConsole(properties())) {
                JsonObject route = console.posted("/api/explain", "select a from Account a");

                assertThat(route.getString("bind")).isEqualTo("auth");
                assertThat(route.isNull("refusal")).isTrue();
                JsonObject named = route.getJsonArray("named").getJsonObject(0);
                assertThat(named.getString("name")).isEqualTo("Account");
                assertThat(named.getJsonArray("entities").getJsonObject(0).getString("why"))
                        .isEqualTo("@BindKey(\"auth\") on the class");

                JsonObject nothing = console.posted("/api/explain", "select 1");
                assertThat(nothing.getString("bind")).isEqualTo("default");
                assertThat(nothing.getString("why")).isEqualTo("it names no entity, so it goes to the default bind");
            }
        }

        @Test
        void whyItGoesNowhere() throws Exception {
            try (OpenConsole console = new OpenConsole(properties())) {
                JsonObject two = console.posted("/api/explain", "select a from Account a, Note n");
                assertThat(two.isNull("bind")).isTrue();
                assertThat(two.getString("refusal"))
                        .startsWith("BINDKEY-103: ")
                        .contains("Account in bind 'auth', Note in bind 'meta'");
                assertThat(two.getJsonArray("named")).hasSize(2);

                JsonObject unknown = console.posted("/api/explain", "select a from Acount a");
                assertThat(unknown.getString("refusal"))
                        .startsWith("BINDKEY-102: 'Acount' is not an entity of any bind.");
                assertThat(unknown.getJsonArray("named").getJsonObject(0).getJsonArray("entities"))
                        .isEmpty();
            }
        }

        @Test
        void whatItReads() throws Exception {
            try (OpenConsole console = new OpenConsole(properties())) {
                Customer ann = new Customer(7, "Ann <b>& co</b>");
                console.shop().write(ann);
                console.shop().write(new Purchase(1, ann));

                JsonObject entities = console.posted("/api/run", "select p from Purchase p");
                assertThat(entities.getString("bind")).isEqualTo("default");
                assertThat(entities.getJsonArray("columns").toString()).isEqualTo("[\"id\",\"customer\"]");
                assertThat(entities.getJsonArray("rows").toString()).isEqualTo("[[\"1\",\"Customer 7\"]]");
                assertThat(entities.getJsonArray("statements").getValuesAs(JsonString.class))
                        .as("what the database was asked")
                        .anyMatch(sql -> sql.getString().contains(" from purchase "));

                JsonObject cells = console.posted("/api/run", "select c.id, c.name, c from Customer c");
                assertThat(cells.getJsonArray("rows").getJsonArray(0).getValuesAs(JsonString.class).stream()
                                .map(JsonString::getString))
                        .containsExactly("7", "Ann <b>& co</b>", "Customer 7");
                assertThat(console.shop()
                                .binds()
                                .get("default")
                                .pool()
                                .orElseThrow()
                                .used())
                        .isZero();
            }
        }

        @Test
        void theFirstFiftyRows() throws Exception {
            try (OpenConsole console = new OpenConsole(properties())) {
                for (int i = 0; i < 51; i++) {
                    console.shop().write(new Note(i));
                }
                JsonObject result = console.posted("/api/run", "from Note n order by n.id");
                assertThat(result.getJsonArray("rows")).hasSize(50);
                assertThat(result.getBoolean("more")).isTrue();
            }
        }

        @Test
        void butRunsNoneThatWrites() throws Exception {
            try (OpenConsole console = new OpenConsole(properties())) {
                console.shop().write(new Note(1));
                for (String text : List.of("delete from Note n", "/* select */ update Note n set n.id = 2", "  ")) {
                    HttpResponse<String> refused = console.post("/api/run", text);
                    assertThat(refused.statusCode()).as(text).isEqualTo(400);
                    assertThat(refused.body()).contains("BINDKEY-231");
                }
                assertThat(console.posted("/api/explain", "delete from Note n").getBoolean("reads"))
                        .isFalse();
                assertThat(console.posted("/api/run", "select n.id from Note n")
                                .getJsonArray("rows")
                                .toString())
                        .isEqualTo("[[\"1\"]]");
            }
        }

        @Test
        void whatIsWrongWithIt() throws Exception {
            try (OpenConsole console = new OpenConsole(properties())) {
                HttpResponse<String> refused = console.post("/api/run", "select n.nothing from Note n");
                assertThat(refused.statusCode()).isEqualTo(400);
                assertThat(refused.body()).contains("nothing");
            }
        }
    }
}
