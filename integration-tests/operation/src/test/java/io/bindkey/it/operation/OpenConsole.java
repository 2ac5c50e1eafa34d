// SPDX-License-Identifier: Apache-2.0
package io.bindkey.it.operation;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A shop whose console has been opened by the address in the log, as a browser does it. */
final class OpenConsole implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("http://[^ ]+/\\?token=\\w+");

    private final Shop shop;
    private final String address;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String cookie;

    OpenConsole(Map<String, String> properties) throws Exception {
        Log log = new Log();
        try (log) {
            shop = Shop.open(properties);
        }
        address = log.lines.stream()
                .map(ADDRESS::matcher)
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst()
                .orElseThrow(() -> new AssertionError("No console in " + log.lines));
        HttpResponse<String> opened =
                client.send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString());
        assertThat(opened.statusCode()).isEqualTo(200);
        String set = opened.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(set).contains("; HttpOnly", "; SameSite=Strict");
        cookie = set.substring(0, set.indexOf(';'));
    }

    /** What {@code io.bindkey} writes meanwhile. */
    static final class Log extends Handler implements AutoCloseable {

        private static final Logger LOGGER = Logger.getLogger("io.bindkey");

        final Queue<String> lines = new ConcurrentLinkedQueue<>();

        private final Level before = LOGGER.getLevel();

        Log() {
            LOGGER.setLevel(Level.INFO);
            LOGGER.addHandler(this);
        }

        @Override
        public void publish(LogRecord logged) {
            lines.add(new SimpleFormatter().formatMessage(logged));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {
            LOGGER.removeHandler(this);
            LOGGER.setLevel(before);
        }
    }

    Shop shop() {
        return shop;
    }

    /** {@return the address as the log has it} */
    String address() {
        return address;
    }

    String cookie() {
        return cookie;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(address).resolve(path)).header("Cookie", cookie);
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    String text(String path) throws Exception {
        HttpResponse<String> response = send(request(path));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    JsonObject json(String path) throws Exception {
        return parsed(text(path));
    }

    HttpResponse<String> post(String path, String text) throws Exception {
        return send(request(path).header("Content-Type", "application/jpql").POST(BodyPublishers.ofString(text)));
    }

    JsonObject posted(String path, String text) throws Exception {
        return parsed(post(path, text).body());
    }

    private static JsonObject parsed(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }

    /** {@return that of one bind in such an answer} */
    static JsonObject bind(JsonObject answer, String key) {
        List<JsonObject> binds = answer.getJsonArray("binds").getValuesAs(JsonObject.class);
        return binds.stream()
                .filter(bind -> bind.getString("key").equals(key))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        shop.close();
    }
}
