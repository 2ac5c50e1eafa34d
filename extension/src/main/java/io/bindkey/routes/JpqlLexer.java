// SPDX-License-Identifier: Apache-2.0
package io.bindkey.routes;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Cuts a JPQL or HQL text into names, keywords and symbols. Comments are dropped, literals are opaque. Any text can be
 * read: a quote or a comment that is never closed reaches to the end.
 */
final class JpqlLexer {

    private final String text;
    private final List<JpqlToken> tokens = new ArrayList<>();
    private int position;

    private JpqlLexer(String text) {
        this.text = text;
    }

    static List<JpqlToken> tokens(String text) {
        return new JpqlLexer(text).read();
    }

    private List<JpqlToken> read() {
        while (position < text.length()) {
            read(text.charAt(position));
        }
        return tokens;
    }

    private void read(char first) {
        if (Character.isWhitespace(first)) {
            position++;
        } else if (isDigit(first)) {
            readNumber();
        } else if (isWordPart(first)) {
            readWord();
        } else if (first == '\'') {
            // A doubled quote needs no care: 'it''s' is read as two literals.
            readQuoted(false);
        } else if (first == '"') {
            readQuoted(true);
        } else if (first == '`') {
            readBackQuoted();
        } else if (text.startsWith("/*", position)) {
            skipComment();
        } else {
            // "--" too: it begins no comment, "1 --1" is a subtraction in JPQL and HQL.
            position++;
            tokens.add(new JpqlToken("", String.valueOf(first)));
        }
    }

    /** Takes the point along, so that the word behind "1." is not taken for an attribute. */
    private void readNumber() {
        while (position < text.length() && (isDigit(text.charAt(position)) || text.charAt(position) == '.')) {
            position++;
        }
        tokens.add(JpqlToken.OPAQUE);
    }

    private void readWord() {
        int start = position;
        while (position < text.length() && isWordPart(text.charAt(position))) {
            position++;
        }
        String word = text.substring(start, position);
        if (word.equalsIgnoreCase("j") && isQuote(position)) {
            readQuoted(true); // HQL's Java-escaped literal: j'it\'s'
        } else {
            tokens.add(new JpqlToken(word, isAttributeOrParameter() ? "" : word.toLowerCase(Locale.ROOT)));
        }
    }

    /** {@code m.from} and {@code :from} are no keywords. */
    private boolean isAttributeOrParameter() {
        if (tokens.isEmpty()) {
            return false;
        }
        JpqlToken before = tokens.get(tokens.size() - 1);
        return before.is(".") || before.is(":");
    }

    private boolean isQuote(int index) {
        return index < text.length() && (text.charAt(index) == '\'' || text.charAt(index) == '"');
    }

    private void readQuoted(boolean escapes) {
        skipQuoted(escapes);
        tokens.add(JpqlToken.OPAQUE);
    }

    private void readBackQuoted() {
        int start = position + 1;
        skipQuoted(true);
        tokens.add(new JpqlToken(text.substring(start, Math.max(start, position - 1)), ""));
    }

    /** Steps behind the quote that closes the one at the current position. */
    private void skipQuoted(boolean escapes) {
        char quote = text.charAt(position++);
        while (position < text.length() && text.charAt(position) != quote) {
            position += escapes && text.charAt(position) == '\\' ? 2 : 1;
        }
        position = Math.min(position + 1, text.length());
    }

    private void skipComment() {
        int end = text.indexOf("*/", position + 2);
        position = end == -1 ? text.length() : end + 2;
    }

    /** Everything beyond ASCII is a letter, as in Hibernate's grammar, apart from the spaces there. */
    private static boolean isWordPart(char c) {
        return c < 0x80 ? Character.isLetterOrDigit(c) || c == '_' || c == '$' : !Character.isWhitespace(c);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
