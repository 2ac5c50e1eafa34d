// SPDX-License-Identifier: Apache-2.0
package io.bindkey.console;

import com.sun.net.httpserver.Headers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps out who has not read the log, and whatever another site lets this machine's browser do: by the name that it was asked under
 * (DNS rebinding), by where the browser says that a request comes from, and by a token, in the address first and in a cookie then.
 */
final class Gate {

    /** What keeps another site from sending it without being asked, as it is none of a form. */
    static final String TEXT_OF_QUERY = "application/jpql";

    private static final Set<String> OWN = Set.of("same-origin", "none");

    private final String token = token();
    private final List<String> names;
    private final String cookie;

    Gate(int port) {
        this.names = List.of("127.0.0.1:" + port, "localhost:" + port, "[::1]:" + port);
        // Cookies do not tell ports apart.
        this.cookie = "bindkey-console-" + port;
    }

    private static String token() {
        byte[] random = new byte[16];
        new SecureRandom().nextBytes(random);
        return HexFormat.of().formatHex(random);
    }

    /** {@return what the address has behind its path to be let in first} */
    String query() {
        return "token=" + token;
    }

    /** {@return the cookie that lets in further on} */
    String cookie() {
        return cookie + "=" + token + "; Path=/; HttpOnly; SameSite=Strict";
    }

    /**
     * {@return why a request is refused, empty if it is let in}
     *
     * @param query behind the path of the address
     * @param changes whether it is more than a look
     */
    Optional<String> refusal(Headers headers, String query, boolean changes) {
        String host = headers.getFirst("Host");
        if (host == null || !names.contains(host)) {
            return Optional.of("The console answers to no other name than that of its address");
        }
        String from = headers.getFirst("Origin");
        boolean foreign = from != null && names.stream().noneMatch(name -> from.equals("http://" + name));
        if (foreign || !isOwn(headers.getFirst("Sec-Fetch-Site"), query) || (changes && !hasTextOfQuery(headers))) {
            return Optional.of("The console does not answer to other pages than its own");
        }
        if (!isToken(query, "token=") && !hasCookie(headers)) {
            return Optional.of("The console has not been opened by its whole address");
        }
        return Optional.empty();
    }

    /** By a link, as of a terminal in a browser, the address itself may come from elsewhere. */
    private boolean isOwn(@Nullable String site, String query) {
        return site == null || OWN.contains(site) || isToken(query, "token=");
    }

    private static boolean hasTextOfQuery(Headers headers) {
        return TEXT_OF_QUERY.equals(headers.getFirst("Content-Type"));
    }

    private boolean hasCookie(Headers headers) {
        return headers.getOrDefault("Cookie", List.of()).stream()
                .flatMap(line -> Arrays.stream(line.split(";", -1)))
                .map(String::strip)
                .anyMatch(one -> isToken(one, cookie + "="));
    }

    private boolean isToken(String text, String name) {
        return Stream.of(text.split("&", -1))
                .anyMatch(part -> MessageDigest.isEqual(
                        part.getBytes(StandardCharsets.UTF_8), (name + token).getBytes(StandardCharsets.UTF_8)));
    }
}
