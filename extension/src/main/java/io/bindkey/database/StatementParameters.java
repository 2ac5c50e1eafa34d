// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import java.io.InputStream;
import java.io.Reader;
import java.sql.Array;
import java.time.temporal.TemporalAccessor;
import java.util.Date;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The parameters of one statement as the log shows them: short, and what is no text or number by its kind. */
final class StatementParameters {

    private static final int LONGEST = 100;

    /** By index, then by name. */
    private final Map<Object, String> shown = new TreeMap<>((one, other) -> one instanceof Integer a
            ? other instanceof Integer b ? a.compareTo(b) : -1
            : other instanceof Integer ? 1 : one.toString().compareTo(other.toString()));

    void set(Object parameter, @Nullable Object value) {
        shown.put(parameter, text(value));
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof byte[] bytes) {
            return "<" + bytes.length + " bytes>";
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString().length() > LONGEST ? "<a long number>" : value.toString();
        }
        if (value instanceof CharSequence
                || value instanceof Character
                || value instanceof Date
                || value instanceof TemporalAccessor
                || value instanceof UUID
                || value instanceof Enum<?>) {
            return quoted(value.toString());
        }
        if (value instanceof InputStream || value instanceof Reader) {
            return "<a stream>";
        }
        return value instanceof Array ? "<an array>" : "<" + value.getClass().getSimpleName() + ">";
    }

    private static String quoted(String text) {
        String kept = text.length() <= LONGEST ? text : text.substring(0, LONGEST);
        String literal = "'" + kept.replace("'", "''").replace("\n", "\\n").replace("\r", "\\r") + "'";
        return text.length() <= LONGEST ? literal : literal + "… (" + text.length() + ")";
    }

    @Override
    public String toString() {
        return shown.isEmpty() ? "" : " " + shown;
    }
}
