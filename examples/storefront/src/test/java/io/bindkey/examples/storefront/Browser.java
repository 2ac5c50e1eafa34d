// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A Chromium without a window, told what to do by its DevTools protocol; no library is needed for that. */
final class Browser implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
    private static final Pattern LISTENS = Pattern.compile("DevTools listening on ws://([^/]+)/");
    private static final int SECONDS = 60;

    private final Process process;
    private final BlockingQueue<JsonObject> received = new LinkedBlockingQueue<>();
    private final List<String> complaints = new ArrayList<>();
    private final WebSocket page;
    private int sent;

    /** @param profile a folder that is empty */
    Browser(String program, Path profile) throws Exception {
        process = new ProcessBuilder(
                        program,
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        HttpClient client = HttpClient.newHttpClient();
        String opened = client.send(
                        HttpRequest.newBuilder(URI.create("http://" + listening() + "/json/new?about:blank"))
                                .PUT(BodyPublishers.noBody())
                                .build(),
                        BodyHandlers.ofString())
                .body();
        page = client.newWebSocketBuilder()
                .buildAsync(URI.create(parsed(opened).getString("webSocketDebuggerUrl")), new Listener())
                .get(SECONDS, TimeUnit.SECONDS);
        call("Page.enable", Map.of());
        call("Runtime.enable", Map.of());
        call("Log.enable", Map.of());
    }

    /** {@return where one is on this machine} */
    static Optional<String> program() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst();
    }

    private String listening() throws IOException {
        BufferedReader lines = process.errorReader(StandardCharsets.UTF_8);
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            Matcher found = LISTENS.matcher(line);
            if (found.find()) {
                Thread drain = new Thread(() -> lines.lines().forEach(rest -> {}));
                drain.setDaemon(true);
                drain.start();
                return found.group(1);
            }
        }
        throw new IOException("The browser does not listen");
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                received.add(parsed(text.toString()));
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }

    private static JsonObject parsed(String text) {
        return Json.createReader(new StringReader(text)).readObject();
    }

    JsonObject call(String method, Map<String, Object> parameters) throws Exception {
        int id = ++sent;
        page.sendText(
                        Json.createObjectBuilder()
                                .add("id", id)
                                .add("method", method)
                                .add("params", Json.createObjectBuilder(parameters))
                                .build()
                                .toString(),
                        true)
                .get(SECONDS, TimeUnit.SECONDS);
        while (true) {
            JsonObject answer = received.poll(SECONDS, TimeUnit.SECONDS);
            if (answer == null) {
                throw new AssertionError("No answer to " + method);
            }
            if (answer.containsKey("method")) {
                listen(answer);
            } else if (answer.getInt("id") == id) {
                return answer;
            }
        }
    }

    /** What a person would see in the console of the browser: exceptions, and what was refused by the policy of the page. */
    private void listen(JsonObject event) {
        switch (event.getString("method")) {
            case "Runtime.exceptionThrown" -> complaints.add(event.toString());
            case "Log.entryAdded" -> {
                JsonObject entry = event.getJsonObject("params").getJsonObject("entry");
                // That an order is refused is an answer as well.
                if (entry.getString("level").equals("error")
                        && !entry.getString("text").contains("status of 409")) {
                    complaints.add(entry.toString());
                }
            }
            default -> {
                // Nothing to complain of.
            }
        }
    }

    /** {@return what the browser was not content with until now, to be cleared when it was looked at} */
    List<String> complaints() {
        return complaints;
    }

    void open(String address) throws Exception {
        call("Page.navigate", Map.of("url", address));
    }

    /** Waits until a condition in JavaScript holds. */
    void await(String condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
        while (!evaluate("String(Boolean(" + condition + "))").equals("true")) {
            if (System.nanoTime() > end) {
                throw new AssertionError(condition + " does not hold in: " + evaluate("document.body.innerText"));
            }
            Thread.sleep(50);
        }
    }

    /** {@return the value of an expression that gives a text; what fails, as between two pages, gives none} */
    String evaluate(String expression) throws Exception {
        JsonObject result = call("Runtime.evaluate", Map.of("expression", expression, "awaitPromise", true))
                .getJsonObject("result");
        JsonValue value = result == null ? null : result.getJsonObject("result").get("value");
        return value instanceof jakarta.json.JsonString text ? text.getString() : "";
    }

    /** {@return what can be read} */
    String text() throws Exception {
        return evaluate("document.body.innerText");
    }

    /** Presses one key, as somebody without a mouse does. */
    void press(Press key) throws Exception {
        call(
                "Input.dispatchKeyEvent",
                Map.of(
                        "type",
                        "keyDown",
                        "key",
                        key.name,
                        "code",
                        key.name,
                        "windowsVirtualKeyCode",
                        key.code,
                        "text",
                        key.text));
        call(
                "Input.dispatchKeyEvent",
                Map.of("type", "keyUp", "key", key.name, "code", key.name, "windowsVirtualKeyCode", key.code));
    }

    /** The keys that the tests need. */
    enum Press {
        TAB("Tab", 9, ""),
        ENTER("Enter", 13, "\r"),
        DOWN("ArrowDown", 40, "");

        private final String name;
        private final int code;
        private final String text;

        Press(String name, int code, String text) {
            this.name = name;
            this.code = code;
            this.text = text;
        }
    }

    /** Writes where the focus is. */
    void write(String text) throws Exception {
        call("Input.insertText", Map.of("text", text));
    }

    void size(int width, int height) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Prefers what is light, or what is dark. */
    void scheme(String scheme) throws Exception {
        call(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
    }

    /**
     * Keeps the page as it is seen now.
     *
     * @param scale 1 for its own size
     * @param height at most, before that
     */
    void picture(Path file, double scale, int height) throws Exception {
        JsonObject size =
                call("Page.getLayoutMetrics", Map.of()).getJsonObject("result").getJsonObject("cssContentSize");
        Map<String, Object> clip = Map.of(
                "x",
                0,
                "y",
                0,
                "width",
                size.get("width"),
                "height",
                Math.min(height, size.getInt("height")),
                "scale",
                scale);
        JsonObject taken = call("Page.captureScreenshot", Map.of("captureBeyondViewport", true, "clip", clip));
        Files.createDirectories(file.getParent());
        Files.write(
                file, Base64.getDecoder().decode(taken.getJsonObject("result").getString("data")));
    }

    @Override
    public void close() {
        page.abort();
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        process.onExit()
                .orTimeout(10, TimeUnit.SECONDS)
                .exceptionally(late -> process.destroyForcibly())
                .join();
    }
}
