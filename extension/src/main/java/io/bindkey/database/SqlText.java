// SPDX-License-Identifier: Apache-2.0
package io.bindkey.database;

import static java.util.regex.Pattern.CASE_INSENSITIVE;
import static java.util.regex.Pattern.DOTALL;

import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells writing statements from reading ones by their first word. What it does not know counts as writing: a refusal
 * too many is seen at once, a write too many perhaps never.
 */
final class SqlText {

    private static final Set<String> READS = Set.of(
            "select",
            "values",
            "table",
            "show",
            "use",
            "savepoint",
            "release",
            "lock",
            "fetch",
            "declare",
            "close",
            "help");

    private static final Pattern WRITES_INSIDE =
            Pattern.compile("(?<!for |key )\\b(insert|update|delete|merge)\\b(?!\\s*\\()", CASE_INSENSITIVE);

    private static final Pattern DATA_CHANGE_TABLE =
            Pattern.compile("\\b(final|new|old)\\s+table\\s*\\(", CASE_INSENSITIVE);

    private static final Pattern SET_FOR_WRITE =
            Pattern.compile("^\\s*set\\s+statement\\b.*\\bfor\\s+(?!select\\b)", CASE_INSENSITIVE | DOTALL);

    private static final Pattern ENDS_READ_ONLY = Pattern.compile(
            "^\\s*(set|pragma|select\\s+set_config)\\b.*(\\bread\\s+write\\b|read_only|query_only)",
            CASE_INSENSITIVE | DOTALL);

    /** PostgreSQL, MariaDB, H2 and Oracle; SQL Server; Db2. */
    private static final Pattern LOCKS = Pattern.compile(
            "\\bfor\\s+(no\\s+key\\s+|key\\s+)?(update|share)\\b|\\block\\s+in\\s+share\\s+mode\\b"
                    + "|\\bupdlock\\b|\\buse\\s+and\\s+keep\\b|^\\s*lock\\b",
            CASE_INSENSITIVE);

    private static final Pattern LITERAL = Pattern.compile("'(?:[^']|'')*'|\"[^\"]*\"|`[^`]*`");

    private SqlText() {}

    static SqlKind kind(String sql) {
        if (writes(sql)) {
            return SqlKind.WRITES;
        }
        if (ENDS_READ_ONLY.matcher(sql).find()) {
            return SqlKind.ENDS_READ_ONLY;
        }
        return LOCKS.matcher(withoutLiterals(sql)).find() ? SqlKind.LOCKS : SqlKind.READS;
    }

    private static boolean writes(String sql) {
        int start = firstWord(sql);
        int end = start;
        while (end < sql.length() && Character.isLetter(sql.charAt(end))) {
            end++;
        }
        String word = sql.substring(start, end).toLowerCase(Locale.ROOT);
        return switch (word) {
            // PostgreSQL: with moved as (delete from … returning *) select …
            case "with" -> WRITES_INSIDE.matcher(withoutLiterals(sql)).find();
            // H2 and Db2: select id from final table (insert into …)
            case "select" -> mayChangeData(sql);
            // PostgreSQL and MariaDB execute what they analyze.
            case "explain", "analyze", "describe", "desc" -> executes(sql);
            // MariaDB: set statement max_statement_time = 1 for insert …
            case "set" -> SET_FOR_WRITE.matcher(withoutLiterals(sql)).find();
            // SQLite: "pragma x" asks, "pragma x = 1" sets a flag of the connection.
            case "pragma" -> false;
            default -> !READS.contains(word);
        };
    }

    private static boolean executes(String sql) {
        return sql.toLowerCase(Locale.ROOT).contains("analyze")
                && WRITES_INSIDE.matcher(withoutLiterals(sql)).find();
    }

    private static boolean mayChangeData(String sql) {
        // The plain search is for speed: nearly no select has the word at all.
        return sql.toLowerCase(Locale.ROOT).contains("table")
                && DATA_CHANGE_TABLE.matcher(withoutLiterals(sql)).find();
    }

    /** {@return the comment that tells a database which bind a statement is of} Keys are made of harmless characters. */
    static String comment(String key) {
        return "/*bind='" + key + "'*/ ";
    }

    /** {@return the text whose literals do not show what is secret} */
    static String withoutInLiterals(String sql, Collection<String> secrets) {
        return LITERAL.matcher(sql).replaceAll(found -> {
            String literal = found.group();
            boolean shows = secrets.stream().anyMatch(literal::contains);
            return Matcher.quoteReplacement(shows ? literal.charAt(0) + "***" + literal.charAt(0) : literal);
        });
    }

    private static String withoutLiterals(String sql) {
        return LITERAL.matcher(sql).replaceAll("''");
    }

    /** Behind blanks, comments and opening parentheses. */
    private static int firstWord(String sql) {
        int i = 0;
        while (i < sql.length()) {
            char c = sql.charAt(i);
            if (sql.startsWith("--", i)) {
                i = after(sql, "\n", i);
            } else if (sql.startsWith("/*", i)) {
                i = after(sql, "*/", i + 2);
            } else if (Character.isWhitespace(c) || c == '(' || c == '{') {
                i++;
            } else {
                return i;
            }
        }
        return i;
    }

    private static int after(String sql, String mark, int from) {
        int found = sql.indexOf(mark, from);
        return found < 0 ? sql.length() : found + mark.length();
    }
}
