// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront;

import io.bindkey.examples.storefront.launch.RunningStorefront;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** A visitor with a browser's cookies and without a browser. */
final class Client {

    private final RunningStorefront storefront;
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    Client(RunningStorefront storefront) {
        this.storefront = storefront;
    }

    /** What the server has said. */
    record Answer(int status, String text) {

        JsonObject object() {
            return read().asJsonObject();
        }

        JsonArray array() {
            return read().asJsonArray();
        }

        private JsonStructure read() {
            return Json.createReader(new StringReader(text)).read();
        }
    }

    Answer get(String path) throws IOException, InterruptedException {
        return send("GET", path, "");
    }

    Answer post(String path, String json) throws IOException, InterruptedException {
        return send("POST", path, json.replace('\'', '"'));
    }

    private Answer send(String method, String path, String body) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(
                HttpRequest.newBuilder(URI.create(storefront.address() + path))
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json")
                        .timeout(Duration.ofMinutes(1))
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
        return new Answer(answer.statusCode(), answer.body());
    }

    Answer signIn(String name) throws IOException, InterruptedException {
        return post("api/session", "{'name': '%s', 'password': '%s'}".formatted(name, storefront.password()));
    }

    Answer order(int quantity, String payBy) throws IOException, InterruptedException {
        return post("api/orders", "{'product': 3, 'quantity': %d, 'payBy': '%s'}".formatted(quantity, payBy));
    }

    /** {@return what the application tells of a bind} */
    JsonObject database(String key) throws IOException, InterruptedException {
        return get("api/databases").array().stream()
                .map(JsonValue::asJsonObject)
                .filter(database -> database.getString("key").equals(key))
                .findFirst()
                .orElseThrow();
    }

    void turn(String key, boolean running) throws IOException, InterruptedException {
        Answer answer = post("api/databases/" + key, "{'running': %s}".formatted(running));
        if (answer.status() != 204) {
            throw new IllegalStateException(answer.toString());
        }
    }

    void await(String key, String state) throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!database(key).getString("state").equals(state)) {
            if (System.nanoTime() > end) {
                throw new AssertionError(key + " is not " + state + ": " + database(key));
            }
            Thread.sleep(100);
        }
    }
}
