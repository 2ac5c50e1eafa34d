// SPDX-License-Identifier: Apache-2.0
package io.bindkey.console;

import io.bindkey.config.ConsoleSettings;
import io.bindkey.message.ConsoleProblems;
import io.bindkey.message.ConsoleWords;
import io.bindkey.message.Json;
import io.bindkey.message.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** The console, from the start of an application to its end. */
public final class Console implements AutoCloseable {

    private static final Logger LOG = System.getLogger("io.bindkey");

    private static final Map<String, String> FILES = Map.of(
            "index.html", "text/html",
            "icon.svg", "image/svg+xml",
            "console.css", "text/css",
            "console.js", "text/javascript",
            "picture.js", "text/javascript",
            "elements.js", "text/javascript");

    private final ConsoleServer server;

    private Console(ConsoleServer server) {
        this.server = server;
    }

    /**
     * {@return the console, which is served from now on, empty if it cannot be} An application works as well without it.
     *
     * @param settings that switch it on
     * @param application what it shows
     */
    public static Optional<Console> start(ConsoleSettings settings, Application application) {
        try {
            ConsoleServer server = new ConsoleServer(settings.port(), application.loader(), answers(application));
            LOG.log(Level.INFO, ConsoleWords.served(server.address()));
            return Optional.of(new Console(server));
        } catch (IOException | LinkageError e) {
            LOG.log(
                    Level.WARNING,
                    ConsoleProblems.notServed(Secrets.typedReason(e, application.passwords()))
                            .toString());
            return Optional.empty();
        }
    }

    private static Map<String, Function<Request, Answer>> answers(Application application) {
        Map<String, Function<Request, Answer>> answers = new HashMap<>();
        FILES.forEach((name, type) -> {
            String content = file(name);
            answers.put(
                    "GET /" + (name.equals("index.html") ? "" : name), request -> new Answer(200, type(type), content));
        });
        BindList binds = new BindList(application);
        Picture picture = new Picture(application);
        Tables tables = new Tables(application);
        QueryTrial queries = new QueryTrial(application);
        answers.put("GET /api/binds", json(application, request -> binds.all()));
        answers.put("GET /api/picture", json(application, request -> picture.all()));
        answers.put("GET /api/tables", json(application, request -> tables.all()));
        answers.put("GET /api/ddl", json(application, tables::script));
        answers.put("GET /api/statements", json(application, application.statements()::after));
        answers.put("POST /api/explain", json(application, request -> queries.explain(request.text())));
        answers.put("POST /api/run", json(application, request -> queries.run(request.text())));
        return answers;
    }

    private static String type(String type) {
        return type + "; charset=utf-8";
    }

    /** What fails is told without secrets, and shown by the page. */
    private static Function<Request, Answer> json(Application application, Function<Request, Object> content) {
        return request -> {
            try {
                return json(200, content.apply(request));
            } catch (RuntimeException e) {
                return json(400, Map.of("error", application.reason(e)));
            }
        };
    }

    private static Answer json(int status, Object content) {
        return new Answer(status, type("application/json"), Json.of(content));
    }

    private static String file(String name) {
        try (InputStream in = Objects.requireNonNull(Console.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
