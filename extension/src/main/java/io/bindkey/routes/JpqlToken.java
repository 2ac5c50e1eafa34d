// SPDX-License-Identifier: Apache-2.0
package io.bindkey.routes;

/**
 * One token of a JPQL or HQL text. A plain word has a name and a keyword, a back-quoted one only a name, a symbol only a keyword,
 * a literal neither.
 *
 * @param name the word as written, without back-quotes, or empty
 * @param keyword the word in lower case or the symbol, or empty
 */
record JpqlToken(String name, String keyword) {

    static final JpqlToken OPAQUE = new JpqlToken("", "");

    boolean isName() {
        return !name.isEmpty();
    }

    boolean isOpening() {
        return is("(") || is("[") || is("{");
    }

    boolean is(String keyword) {
        return this.keyword.equals(keyword);
    }
}
