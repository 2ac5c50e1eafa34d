// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.launch;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Stops and starts databases for the page, on the loopback address, for whoever knows the secret path. */
final class SwitchBoard implements AutoCloseable {

    private final Map<String, Database> databases;
    private final String path = "/" + UUID.randomUUID();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;

    SwitchBoard(Map<String, Database> databases) throws IOException {
        this.databases = databases;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(path, this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (exchange.getRequestMethod().equals("POST")) {
                String[] words = exchange.getRequestURI()
                        .getPath()
                        .substring(path.length() + 1)
                        .split("/", -1);
                Database database = words.length == 2 ? databases.get(words[0]) : null;
                if (database == null) {
                    exchange.sendResponseHeaders(404, -1);
                    return;
                }
                if (words[1].equals("start")) {
                    database.start();
                } else {
                    database.stop();
                }
            }
            byte[] states = databases.entrySet().stream()
                    .map(entry -> entry.getKey() + (entry.getValue().runs() ? " running" : " stopped"))
                    .collect(Collectors.joining("\n"))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, states.length);
            exchange.getResponseBody().write(states);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
