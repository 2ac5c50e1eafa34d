// SPDX-License-Identifier: Apache-2.0
package io.bindkey.examples.storefront.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The switches of the databases, which are the launcher's: it tells by a property where they are. Else there are none. */
@ApplicationScoped
public class Switches {

    private static final int PATIENCE_IN_MS = 60_000;

    @Inject
    @ConfigProperty(name = "storefront.switches")
    Optional<String> address;

    /** {@return whether each database runs; empty where nobody can say so} */
    Map<String, Boolean> running() {
        if (address.isEmpty()) {
            return Map.of();
        }
        return ask("GET", "")
                .lines()
                .map(line -> line.split(" ", -1))
                .collect(Collectors.toMap(words -> words[0], words -> words[1].equals("running")));
    }

    void turn(String key, boolean on) {
        ask("POST", "/" + key + (on ? "/start" : "/stop"));
    }

    private String ask(String method, String path) {
        try {
            String base = address.orElseThrow(() -> new NotFoundException("There are no switches."));
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(base + path).toURL().openConnection();
            connection.setRequestMethod(method);
            connection.setReadTimeout(PATIENCE_IN_MS);
            try (InputStream answer = connection.getInputStream()) {
                return new String(answer.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The launcher does not answer", e);
        }
    }
}
