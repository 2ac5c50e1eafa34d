// SPDX-License-Identifier: Apache-2.0
package io.bindkey.console;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.bindkey.message.ConsoleFailures;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Serves the console on the loopback address, by the HTTP server of the JDK. Its threads keep no virtual machine from ending. */
final class ConsoleServer implements AutoCloseable {

    private static final Logger LOG = System.getLogger(ConsoleServer.class.getName());

    private static final int THREADS = 4;
    private static final int LONGEST_TEXT = 64 * 1024;

    /** No script, style or picture but our own, and in nobody's frame. */
    private static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
            "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "Referrer-Policy",
            "no-referrer",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private final HttpServer server;
    private final ThreadPoolExecutor threads;
    private final Gate gate;
    private final Map<String, Function<Request, Answer>> answers;

    /**
     * Serves from now on.
     *
     * @param port 0 for any that is free
     * @param loader what the answers may need
     * @param answers by method and path, as in {@code GET /}
     * @throws IOException when there is no such port
     */
    ConsoleServer(int port, ClassLoader loader, Map<String, Function<Request, Answer>> answers) throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), THREADS);
        this.gate = new Gate(server.getAddress().getPort());
        this.answers = Map.copyOf(answers);
        AtomicInteger number = new AtomicInteger();
        this.threads =
                new ThreadPoolExecutor(THREADS, THREADS, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), work -> {
                    Thread thread = new Thread(null, work, "bindkey-console-" + number.incrementAndGet(), 0, false);
                    thread.setDaemon(true);
                    thread.setContextClassLoader(loader);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        startAside();
    }

    /** The thread that the server makes is as the one that makes it: of no importance to the virtual machine. */
    private void startAside() {
        Thread starter = new Thread(null, server::start, "bindkey-console-start", 0, false);
        starter.setDaemon(true);
        starter.start();
        try {
            starter.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** {@return where it is, with what lets in} */
    String address() {
        InetSocketAddress bound = server.getAddress();
        String host = bound.getAddress() instanceof Inet6Address ? "[::1]" : "127.0.0.1";
        return "http://" + host + ":" + bound.getPort() + "/?" + gate.query();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            Headers headers = exchange.getResponseHeaders();
            HEADERS.forEach(headers::set);
            headers.set("Content-Type", answer.type());
            byte[] content = answer.content().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), content.length);
            exchange.getResponseBody().write(content);
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        URI address = exchange.getRequestURI();
        String method = exchange.getRequestMethod();
        String query = address.getRawQuery() == null ? "" : address.getRawQuery();
        Optional<String> refusal = gate.refusal(exchange.getRequestHeaders(), query, !method.equals("GET"));
        if (refusal.isPresent()) {
            return text(403, ConsoleFailures.refused(refusal.get()));
        }
        Function<Request, Answer> found = answers.get(method + " " + address.getPath());
        if (found == null) {
            return text(404, "There is no such page.");
        }
        byte[] sent;
        try (InputStream in = exchange.getRequestBody()) {
            sent = in.readNBytes(LONGEST_TEXT + 1);
        }
        if (sent.length > LONGEST_TEXT) {
            return text(413, "That is too long.");
        }
        if (query.contains("token=")) {
            exchange.getResponseHeaders().set("Set-Cookie", gate.cookie());
        }
        return found.apply(new Request(parameters(query), new String(sent, StandardCharsets.UTF_8)));
    }

    private static Answer text(int status, String text) {
        return new Answer(status, "text/plain; charset=utf-8", text);
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String part : query.split("&", -1)) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                parameters.put(part.substring(0, equals), decoded(part.substring(equals + 1)));
            }
        }
        return parameters;
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return part;
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try {
            if (!threads.awaitTermination(5, TimeUnit.SECONDS)) {
                LOG.log(Level.DEBUG, "Something that the console was asked for takes long; nobody waits for it");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
