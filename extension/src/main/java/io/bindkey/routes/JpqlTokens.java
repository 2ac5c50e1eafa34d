// SPDX-License-Identifier: Apache-2.0
package io.bindkey.routes;

import java.util.List;
import java.util.Set;

/** A walk over the tokens of a JPQL or HQL text, with a look at those around. */
final class JpqlTokens {

    /** What may follow an item or a target, and so is not its alias; ORDER BY and GROUP BY beside. */
    private static final Set<String> NO_ALIAS = Set.of(
            "as",
            "cross",
            "except",
            "fetch",
            "full",
            "having",
            "inner",
            "intersect",
            "join",
            "left",
            "limit",
            "offset",
            "on",
            "outer",
            "right",
            "select",
            "set",
            "union",
            "where",
            "with");

    private final List<JpqlToken> tokens;

    /** The index of the first token that has not been taken. */
    private int next;

    JpqlTokens(String text) {
        tokens = JpqlLexer.tokens(text);
    }

    /** Takes a token, if one is left. */
    boolean advance() {
        boolean left = next < tokens.size();
        if (left) {
            next++;
        }
        return left;
    }

    /** The token at a distance from the next one, opaque beyond the ends; the one just taken is at -1. */
    JpqlToken at(int offset) {
        int index = next + offset;
        return index >= 0 && index < tokens.size() ? tokens.get(index) : JpqlToken.OPAQUE;
    }

    /** Takes a name with its dots, if one comes next; else the result is empty. */
    String takeName() {
        if (!at(0).isName()) {
            return "";
        }
        String first = at(0).name();
        next++;
        return first + takePath();
    }

    /** Takes what continues a name: dots, and names behind them. */
    String takePath() {
        StringBuilder path = new StringBuilder();
        while (at(0).is(".") && at(1).isName()) {
            path.append('.').append(at(1).name());
            next += 2;
        }
        return path.toString();
    }

    /** Takes the alias of the item or target that has just been taken, if it has one; else the result is empty. */
    String takeAlias() {
        if (at(0).is("as")) {
            next++;
        } else if (!isAlias(0)) {
            return "";
        }
        String alias = at(0).name();
        if (!alias.isEmpty()) {
            next++;
        }
        return alias;
    }

    /** {@code from Order order order by order.id} is HQL. */
    private boolean isAlias(int offset) {
        JpqlToken token = at(offset);
        boolean clause =
                (token.is("order") || token.is("group")) && at(offset + 1).is("by");
        return token.isName() && !clause && !NO_ALIAS.contains(token.keyword());
    }

    void skipBeforeName(String word) {
        if (at(0).is(word) && at(1).isName()) {
            next++;
        }
    }

    /** {@code update versioned User set …}, but {@code update Versioned as v set …} names an entity of that name. */
    void skipUnlessEntity(String word) {
        if (isAlias(1)) {
            skipBeforeName(word);
        }
    }

    /** {@code join lateral (…)} and {@code join lateral unnest(…)}; an entity may be called Lateral. */
    void skipLateral() {
        if (at(0).is("lateral") && at(2).is("(")) {
            next++;
        }
    }
}
