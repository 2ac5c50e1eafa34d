// SPDX-License-Identifier: Apache-2.0
package io.bindkey.message;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes maps, lists, texts, numbers, flags and null as JSON (RFC 8259), in ASCII: what whoever reads it takes is not known. */
public final class Json {

    private static final String INDENT = "  ";

    private final StringBuilder text = new StringBuilder();

    private Json() {}

    /** {@return the document} */
    public static String of(Object value) {
        Json json = new Json();
        json.write(value, "\n");
        return json.text.toString();
    }

    private void write(@Nullable Object value, String line) {
        if (value instanceof Map<?, ?> map) {
            boolean first = true;
            text.append('{');
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                text.append(first ? "" : ",").append(line).append(INDENT);
                quote(String.valueOf(entry.getKey()));
                text.append(": ");
                write(entry.getValue(), line + INDENT);
                first = false;
            }
            text.append(first ? "}" : line + "}");
        } else if (value instanceof Collection<?> list) {
            writeAll(List.copyOf(list), line);
        } else if (value == null || value instanceof Boolean || value instanceof Number) {
            text.append(value);
        } else {
            quote(value.toString());
        }
    }

    private void writeAll(List<?> list, String line) {
        boolean first = true;
        text.append('[');
        for (Object element : list) {
            text.append(first ? "" : ",").append(line).append(INDENT);
            write(element, line + INDENT);
            first = false;
        }
        text.append(first ? "]" : line + "]");
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || c > '~') {
                text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
