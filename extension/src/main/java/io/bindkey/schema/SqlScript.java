// SPDX-License-Identifier: Apache-2.0
package io.bindkey.schema;

import io.bindkey.message.SchemaFailures;
import io.bindkey.unit.Unit;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A script of SQL in UTF-8, with a semicolon behind each statement. */
final class SqlScript {

    private final String text;
    private final List<String> statements = new ArrayList<>();
    private final StringBuilder current = new StringBuilder();
    private int position;

    private SqlScript(String text) {
        this.text = text;
    }

    /**
     * {@return the statements of a bind's {@code schema.load-script}, none where it has none}
     *
     * @throws IllegalStateException if it cannot be read
     */
    static List<String> of(Unit unit) {
        Optional<String> name = unit.settings().schema().loadScript();
        if (name.isEmpty()) {
            return List.of();
        }
        try {
            URL script =
                    find(name.get(), unit.definition().loader()).orElseThrow(() -> new IOException("it is not there"));
            return read(script);
        } catch (IOException e) {
            throw SchemaFailures.unreadableScript(unit.key(), name.get(), String.valueOf(e.getMessage()));
        }
    }

    /** {@return where a script is: a resource of the class path, or a {@code file:} URL} */
    static Optional<URL> find(String name, ClassLoader loader) {
        if (name.startsWith("file:")) {
            try {
                URL url = URI.create(name).toURL();
                url.openStream().close();
                return Optional.of(url);
            } catch (IOException | IllegalArgumentException notThere) {
                return Optional.empty();
            }
        }
        return Optional.ofNullable(loader.getResource(name.startsWith("/") ? name.substring(1) : name));
    }

    private static List<String> read(URL script) throws IOException {
        try (InputStream in = script.openStream()) {
            return statements(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** {@return the statements of a script, without comments between them} */
    static List<String> statements(String text) {
        SqlScript script = new SqlScript(text);
        script.split();
        return List.copyOf(script.statements);
    }

    private void split() {
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '\'' || c == '"' || c == '`') {
                // A doubled quote inside ends one literal and begins the next, which is as good.
                copyTo(String.valueOf(c), 1);
            } else if (c == '$' && dollarQuote().length() > 0) {
                copyTo(dollarQuote(), dollarQuote().length());
            } else if (text.startsWith("--", position)) {
                skipTo("\n");
            } else if (text.startsWith("/*", position)) {
                skipTo("*/");
                current.append(' ');
            } else if (c == ';') {
                end();
                position++;
            } else {
                current.append(c);
                position++;
            }
        }
        end();
    }

    /** PostgreSQL quotes bodies of functions by {@code $$} or {@code $word$}. */
    private String dollarQuote() {
        int end = text.indexOf('$', position + 1);
        String quote = end < 0 ? "" : text.substring(position, end + 1);
        boolean insideWord = position > 0 && Character.isJavaIdentifierPart(text.charAt(position - 1));
        return !insideWord && quote.matches("\\$(?:[\\p{L}_]\\w*)?\\$") ? quote : "";
    }

    private void copyTo(String mark, int from) {
        int end = after(mark, position + from);
        current.append(text, position, end);
        position = end;
    }

    private void skipTo(String mark) {
        int found = text.indexOf(mark, position);
        // The end of a line stays.
        position = found < 0 ? text.length() : mark.equals("\n") ? found : found + mark.length();
    }

    private int after(String mark, int from) {
        int found = text.indexOf(mark, from);
        return found < 0 ? text.length() : found + mark.length();
    }

    private void end() {
        String statement = current.toString().strip();
        if (!statement.isEmpty()) {
            statements.add(statement);
        }
        current.setLength(0);
    }
}
