// SPDX-License-Identifier: Apache-2.0
package io.bindkey;

import java.io.Serializable;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How far each bind with replicas had come, as far as this application knows: who reads with it sees at least that, on
 * whatever machine.
 *
 * <p>Small, and as text fit for a cookie, a header or a message. Immutable, and safe for use by several threads. It says
 * nothing of what is in a database, and whoever changes it can at worst let a reader wait in vain, and read from the
 * bind's own database.
 *
 * @since 1.0
 * @see Binds#bookmark()
 * @see Binds#readOnly(Bookmark, java.util.function.Supplier)
 */
public final class Bookmark implements Serializable {

    /** The one that asks for nothing. */
    public static final Bookmark NONE = new Bookmark(Map.of());

    private static final long serialVersionUID = 1L;

    /** Longer ones were not written here. */
    private static final int LONGEST = 4_000;

    private static final Pattern ENTRY = Pattern.compile("([A-Za-z0-9._-]+):([A-Za-z0-9/.+-]*)");

    @SuppressWarnings("serial") // A map of texts.
    private final SortedMap<String, String> positions;

    private Bookmark(Map<String, String> positions) {
        this.positions = new TreeMap<>(positions);
    }

    /**
     * {@return the bookmark of those positions}
     *
     * @param positions by bind key, each in the words of its database; not null
     * @throws IllegalArgumentException when a key or a position has characters that none has
     */
    public static Bookmark of(Map<String, String> positions) {
        Bookmark bookmark = new Bookmark(positions);
        return bookmark.positions.isEmpty() ? NONE : parse(bookmark.toString());
    }

    /**
     * {@return the bookmark of that text}
     *
     * @param text as {@link #toString()} gives it, not null; the empty one is {@link #NONE}
     * @throws IllegalArgumentException when it is none
     */
    public static Bookmark parse(String text) {
        if (text.isEmpty()) {
            return NONE;
        }
        Map<String, String> positions = new TreeMap<>();
        for (String entry : text.split("!", -1)) {
            var parts = ENTRY.matcher(entry);
            if (!parts.matches() || text.length() > LONGEST) {
                throw new IllegalArgumentException("This text is no bookmark");
            }
            positions.put(parts.group(1), parts.group(2).replace('+', ','));
        }
        return new Bookmark(positions);
    }

    /** {@return the positions by bind key, in the words of their databases; unmodifiable} */
    public Map<String, String> positions() {
        return Collections.unmodifiableMap(positions);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bookmark bookmark && positions.equals(bookmark.positions);
    }

    @Override
    public int hashCode() {
        return positions.hashCode();
    }

    /** {@return it as text, without blanks, commas and semicolons} */
    @Override
    public String toString() {
        return positions.entrySet().stream()
                .map(entry -> entry.getKey() + ":" + entry.getValue().replace(',', '+'))
                .collect(Collectors.joining("!"));
    }
}
