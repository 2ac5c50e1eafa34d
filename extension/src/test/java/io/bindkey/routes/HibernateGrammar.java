// SPDX-License-Identifier: Apache-2.0
package io.bindkey.routes;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.antlr.v4.runtime.BaseErrorListener;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.RecognitionException;
import org.antlr.v4.runtime.Recognizer;
import org.antlr.v4.runtime.tree.ParseTree;
import org.hibernate.grammars.hql.HqlLexer;
import org.hibernate.grammars.hql.HqlParser;
import org.hibernate.query.hql.internal.HqlParseTreeBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The oracle: the entities that a text names, found in the parse tree of Hibernate's own grammar. Unlike the scanner
 * it knows the scope of each alias and of each common table expression. It uses what 6.6 and 7.4 have in common.
 */
final class HibernateGrammar {

    private final Set<String> names = new LinkedHashSet<>();

    private HibernateGrammar() {}

    /** @throws IllegalArgumentException if the grammar refuses the text */
    static Set<String> entityNames(String text) {
        HibernateGrammar grammar = new HibernateGrammar();
        grammar.visit(parse(text));
        return grammar.names;
    }

    private static ParserRuleContext parse(String text) {
        HqlLexer lexer = HqlParseTreeBuilder.INSTANCE.buildHqlLexer(text);
        HqlParser parser = HqlParseTreeBuilder.INSTANCE.buildHqlParser(text, lexer);
        SyntaxErrors errors = new SyntaxErrors(text);
        lexer.removeErrorListeners();
        lexer.addErrorListener(errors);
        parser.removeErrorListeners();
        parser.addErrorListener(errors);
        return parser.statement();
    }

    private void visit(ParseTree node) {
        if (node instanceof HqlParser.EntityNameContext name) {
            add(name, name.identifier());
        } else if (node instanceof HqlParser.JoinPathContext join) {
            HqlParser.GeneralPathFragmentContext path = join.path().generalPathFragment();
            if (path != null && path.indexedPathAccessFragment() == null) {
                add(join, identifiers(path.simplePath()));
            }
        }
        for (int i = 0; i < node.getChildCount(); i++) {
            visit(node.getChild(i));
        }
    }

    private static List<HqlParser.IdentifierContext> identifiers(HqlParser.SimplePathContext path) {
        List<HqlParser.IdentifierContext> identifiers = new ArrayList<>();
        identifiers.add(path.identifier());
        path.simplePathElement().forEach(element -> identifiers.add(element.identifier()));
        return identifiers;
    }

    private void add(ParserRuleContext place, List<HqlParser.IdentifierContext> identifiers) {
        List<String> parts = identifiers.stream().map(HibernateGrammar::text).toList();
        boolean known = parts.size() == 1 ? isCte(place, parts.get(0)) : isAlias(place, parts.get(0));
        if (!known) {
            names.add(String.join(".", parts));
        }
    }

    /** Whether one of the queries and statements around the place declares the alias. */
    private static boolean isAlias(ParserRuleContext place, String name) {
        if (name.equals("this")) {
            return true;
        }
        for (ParserRuleContext around = place; around != null; around = around.getParent()) {
            boolean declares = around instanceof HqlParser.QueryContext
                    || around.getParent() instanceof HqlParser.StatementContext;
            if (declares && declaresAlias(around, name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean declaresAlias(ParseTree node, String name) {
        if (node instanceof HqlParser.VariableContext variable) {
            return !isOfResult(variable)
                    && text(variable.getChild(variable.getChildCount() - 1))
                            .toLowerCase(Locale.ROOT)
                            .equals(name.toLowerCase(Locale.ROOT));
        }
        for (int i = 0; i < node.getChildCount(); i++) {
            ParseTree child = node.getChild(i);
            if (!(child instanceof HqlParser.QueryContext) && declaresAlias(child, name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfResult(HqlParser.VariableContext variable) {
        return variable.getParent() instanceof HqlParser.SelectionContext
                || variable.getParent() instanceof HqlParser.InstantiationArgumentContext;
    }

    private static boolean isCte(ParserRuleContext place, String name) {
        ParseTree from = place;
        for (ParserRuleContext around = place; around != null; around = around.getParent()) {
            if (around instanceof HqlParser.WithClauseContext with) {
                if (isVisibleIn(with, (HqlParser.CteContext) from, place, name)) {
                    return true;
                }
            } else if (around instanceof HqlParser.QueryExpressionContext query
                    && query.withClause() != null
                    && from != query.withClause()
                    && query.withClause().cte().stream().anyMatch(cte -> isNamed(cte, name))) {
                return true;
            }
            from = around;
        }
        return false;
    }

    /** An expression sees those before it, and itself from its second query on. */
    private static boolean isVisibleIn(
            HqlParser.WithClauseContext with, HqlParser.CteContext current, ParserRuleContext place, String name) {
        for (HqlParser.CteContext cte : with.cte()) {
            if (cte == current) {
                return isNamed(cte, name) && !isWithin(cte.queryExpression().orderedQuery(0), place);
            }
            if (isNamed(cte, name)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isNamed(HqlParser.CteContext cte, String name) {
        return text(cte.identifier()).equals(name);
    }

    private static boolean isWithin(ParserRuleContext ancestor, ParserRuleContext place) {
        ParserRuleContext around = place;
        while (around != null && around != ancestor) {
            around = around.getParent();
        }
        return around != null;
    }

    /** Hibernate's lexer keeps the back-quotes of an identifier. */
    private static String text(ParseTree identifier) {
        String text = identifier.getText();
        return text.startsWith("`") ? text.substring(1, text.length() - 1) : text;
    }

    private static final class SyntaxErrors extends BaseErrorListener {
        private final String text;

        SyntaxErrors(String text) {
            this.text = text;
        }

        @Override
        public void syntaxError(
                Recognizer<?, ?> recognizer,
                @Nullable Object symbol,
                int line,
                int column,
                String message,
                @Nullable RecognitionException cause) {
            throw new IllegalArgumentException(column + ": " + message + " in: " + text, cause);
        }
    }
}
