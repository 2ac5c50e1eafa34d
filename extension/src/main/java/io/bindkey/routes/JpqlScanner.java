// SPDX-License-Identifier: Apache-2.0
package io.bindkey.routes;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * Finds the entities that a JPQL or HQL text names, so that the router knows its bind.
 *
 * <p>This is no parser. It follows the brackets and looks only at the places where an entity can be named: an item of
 * FROM, the target of a JOIN, UPDATE, DELETE or INSERT. The text goes unchanged to the provider, which reports its
 * errors; here every text, however broken, has a result, in time that grows with its length.
 */
final class JpqlScanner {

    /** What a FROM clause never follows; {@code select to, from from Mail} begins with an attribute. */
    private static final Set<String> NO_CLAUSE_BEHIND = Set.of("distinct", "select", ",");

    /** What follows the FROM FIRST or FROM LAST of a window function. */
    private static final Set<String> WINDOW = Set.of("filter", "ignore", "over", "respect", "within");

    /** The text between two brackets, or the whole text. */
    private static final class Level {
        /** The brackets are part of an item: a derived table, a function, TREAT, IN, an index. */
        private final boolean item;

        /** The common table expression that is defined between the brackets, or empty. */
        private final String cte;

        /** Here stands a query, and not the arguments of a call: FROM begins a clause. */
        private boolean query;

        /** A comma begins the next item. */
        private boolean inFrom;

        Level(boolean item, String cte) {
            this.item = item;
            this.cte = cte;
        }
    }

    private final JpqlTokens tokens;

    private final Deque<Level> outerLevels = new ArrayDeque<>();
    private Level level = new Level(false, "");

    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> ctes = new HashSet<>();

    /** In lower case. "this" is the alias of an entity without one, since Jakarta Persistence 3.2. */
    private final Set<String> aliases = new HashSet<>(Set.of("this"));

    private JpqlScanner(JpqlTokens tokens) {
        this.tokens = tokens;
    }

    /**
     * The names that stand where an entity is named, as written, without back-quotes and without space around dots,
     * in order of first appearance. Paths like {@code u.tags} and common table expressions are left out; whether a
     * name is an entity of any bind is not known here.
     */
    static Set<String> entityNames(String text) {
        return new JpqlScanner(new JpqlTokens(text)).scan();
    }

    private Set<String> scan() {
        level.query = true;
        scanStatement();
        while (tokens.advance()) {
            scanToken();
        }
        // Only now are all aliases known: a subquery of SELECT stands before the FROM whose alias it uses.
        names.removeIf(this::startsWithAlias);
        return Collections.unmodifiableSet(names);
    }

    private void scanStatement() {
        switch (tokens.at(0).keyword()) {
            case "insert" -> {
                tokens.advance();
                tokens.skipBeforeName("into");
                scanTarget();
            }
            case "update" -> {
                tokens.advance();
                tokens.skipUnlessEntity("versioned");
                scanTarget();
                level.inFrom = true; // HQL joins here
            }
            case "delete" -> {
                tokens.advance();
                tokens.skipBeforeName("from");
                scanTarget();
                level.inFrom = true;
            }
            default -> {}
        }
    }

    private void scanTarget() {
        addName(tokens.takeName());
        scanAlias();
    }

    private void scanAlias() {
        aliases.add(lowerCase(tokens.takeAlias()));
    }

    /** Looks at the token that was just taken. */
    private void scanToken() {
        switch (tokens.at(-1).keyword()) {
            case "(", "[", "{" -> open(false, definedCte());
            case ")", "]", "}" -> close();
            case "with" -> level.query = true;
            case "select" -> beginClause(false);
            // A recursive one refers to itself, but only from its second query on.
            case "union", "intersect", "except" -> declareCte(level);
            case "from" -> {
                if (isFromClause()) {
                    beginClause(true);
                    scanItem();
                }
            }
            case "join" -> {
                if (level.inFrom) {
                    tokens.skipUnlessEntity("fetch");
                    tokens.skipLateral();
                    scanItem();
                }
            }
            case "," -> {
                if (level.inFrom) {
                    scanItem();
                }
            }
            case "where", "having", "set" -> level.inFrom = false;
            case "group", "order" -> level.inFrom &= !tokens.at(0).is("by");
            default -> {}
        }
    }

    /** Of a query. */
    private void beginClause(boolean from) {
        level.query = true;
        level.inFrom = from;
    }

    /**
     * FROM is also part of IS DISTINCT FROM, of NTH_VALUE(x, 2) FROM LAST, and of calls like EXTRACT(YEAR FROM x) and
     * SUBSTRING(x FROM 1); where it comes first between brackets, only TRIM(FROM x) is a call. And it may be an
     * attribute: {@code update Mail set from = 'x'}.
     */
    private boolean isFromClause() {
        JpqlToken before = tokens.at(-2);
        if (NO_CLAUSE_BEHIND.contains(before.keyword()) || (before.is(")") && isFirstOrLastOfWindow())) {
            return false;
        }
        boolean inQuery =
                level.query || (before.is("(") && !tokens.at(-3).name().equalsIgnoreCase("trim"));
        return inQuery && (tokens.at(0).isName() || tokens.at(0).isOpening());
    }

    private boolean isFirstOrLastOfWindow() {
        return (tokens.at(0).is("first") || tokens.at(0).is("last"))
                && WINDOW.contains(tokens.at(1).keyword());
    }

    private void scanItem() {
        String name = tokens.takeName();
        if (tokens.at(0).isOpening()) {
            openItem();
        } else if (!name.isEmpty()) {
            addName(name);
            scanAlias();
        }
    }

    private void open(boolean item, String cte) {
        outerLevels.push(level);
        level = new Level(item, cte);
    }

    private void openItem() {
        tokens.advance();
        open(true, "");
    }

    private void close() {
        if (outerLevels.isEmpty()) {
            return;
        }
        Level closed = level;
        level = outerLevels.pop();
        declareCte(closed);
        if (closed.item) {
            tokens.takePath(); // treat(u.boss as Admin).roles
            if (tokens.at(0).isOpening()) {
                openItem();
            } else {
                scanAlias();
            }
        }
    }

    /** The x of {@code x as (}, {@code x as materialized (} and {@code x as not materialized (}, or empty. */
    private String definedCte() {
        int as = -2;
        if (tokens.at(as).is("materialized")) {
            as--;
        }
        if (tokens.at(as).is("not")) {
            as--;
        }
        return tokens.at(as).is("as") ? tokens.at(as - 1).name() : "";
    }

    /** From here on the name means the expression; before, within its own definition, it may be an entity. */
    private void declareCte(Level defining) {
        if (!defining.cte.isEmpty()) {
            ctes.add(defining.cte);
        }
    }

    private void addName(String name) {
        if (!name.isEmpty() && !ctes.contains(name)) {
            names.add(name);
        }
    }

    private boolean startsWithAlias(String name) {
        int dot = name.indexOf('.');
        return dot != -1 && aliases.contains(lowerCase(name.substring(0, dot)));
    }

    private static String lowerCase(String alias) {
        return alias.toLowerCase(Locale.ROOT);
    }
}
